import shutil
from pathlib import Path

import pytest

from ruleloop import code_identity
from ruleloop.code_identity import ENGINE_PARTS
from ruleloop.workspace import find_workspace

PACKAGE = Path(code_identity.__file__).parent


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that the identity is taken of."""
    shutil.copytree(PACKAGE, tmp_path / "ruleloop", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_identity, "__file__", str(tmp_path / "ruleloop" / "code_identity.py"))
    return tmp_path / "ruleloop"


def identity() -> str:
    return code_identity.code_identity(find_workspace(near=Path(__file__)), "supply_chain")


@pytest.mark.parametrize("part", ENGINE_PARTS)
def test_whatever_proposes_plays_or_judges_is_part_of_the_identity(part: str, copy: Path) -> None:
    before = identity()
    path = copy / part
    file = path if path.is_file() else next(iter(sorted(path.rglob("*.py"))))
    file.write_text(file.read_text() + "\n# changed\n")
    assert identity() != before


def test_a_report_can_change_without_making_evidence_another_one(copy: Path) -> None:
    before = identity()
    (copy / "report" / "words.py").write_text("")
    assert identity() == before
