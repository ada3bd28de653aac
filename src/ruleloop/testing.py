"""The conformance suite that every domain passes, for its own tests.

    class TestMyDomain(DomainContract):
        scenario = "my_domain/demo"

pytest then plays the shipped rule sets of the domain and checks one property after the other; each
failure says what to do. `ruleloop check` runs the same properties from the command line.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from ruleloop.conformance.check import PROPERTIES, Property, subject_of
from ruleloop.conformance.subject import Subject
from ruleloop.session import open_session


class DomainContract:
    """Subclass it and name a scenario, by path or as `domain/name`.

    workspace: where the domain lives; None: found from the scenario or the current folder.
    replications: how many worlds the shipped rule sets are played in.
    """

    scenario: ClassVar[str]
    workspace: ClassVar[Path | None] = None
    replications: ClassVar[int] = 12

    @pytest.fixture(scope="class")
    @classmethod
    def subject(cls) -> Iterator[Subject]:
        """The domain on the bench, played once for all properties."""
        with open_session(cls.scenario, workspace=cls.workspace, workers=2) as session:
            yield subject_of(session, replications=cls.replications)

    @pytest.mark.parametrize("prop", PROPERTIES, ids=lambda prop: prop.__name__)
    def test_keeps_its_contract(self, prop: Property, subject: Subject) -> None:
        """One property of the contract."""
        finding = prop(subject)
        assert finding.holds, f"{finding.prop}: {finding.detail}"
