"""What a history sets is what a scenario of the domain accepts and plays."""

from pathlib import Path

import numpy as np
import pytest

from domains.contract_risk import DOMAIN as CONTRACTS
from domains.education_paths import DOMAIN as COURSES
from ruleloop.calibration import Calibration
from ruleloop.evaluation.history import fit_history
from ruleloop.worlds import read_worlds


def answers_csv(folder: Path) -> Path:
    """80 learners of two kinds on 6 skills; some stop, more often after a wrong answer."""
    rng = np.random.default_rng(1)
    lines = ["learner,step,skill,correct"]
    for learner in range(80):
        step = 0
        for skill in range(6):
            for _ in range(6):
                right = rng.random() < 0.5 + 0.3 * (learner % 2)
                lines.append(f"{learner},{step},{skill},{int(right)}")
                step += 1
                if rng.random() < (0.1 if right else 0.3):
                    break
    path = folder / "answers.csv"
    path.write_text("\n".join(lines))
    return path


def claims_csv(folder: Path) -> Path:
    """300 claims with legal cost; every fifth has a limit of 40,000."""
    rng = np.random.default_rng(2)
    lines = ["loss,legal_cost,limit,censored"]
    for n, loss in enumerate(np.exp(9.0 + 1.5 * rng.standard_normal(300))):
        cost = np.exp(5.0 + 0.4 * np.log(loss) + rng.standard_normal())
        limit = 40_000.0 if n % 5 == 0 else np.inf
        shown = "" if np.isinf(limit) else limit
        lines.append(f"{min(loss, limit)},{cost},{shown},{'yes' if loss > limit else 'no'}")
    path = folder / "claims.csv"
    path.write_text("\n".join(lines))
    return path


CASES = [
    pytest.param("education_paths", COURSES, answers_csv, id="courses"),
    pytest.param("contract_risk", CONTRACTS, claims_csv, id="contracts"),
]


def fitted(name, domain, make, folder) -> Calibration:
    return fit_history(domain, name, make(folder), lambda _share, _words: None)


@pytest.mark.parametrize(("name", "domain", "make"), CASES)
def test_everything_that_a_history_sets_can_be_played(name, domain, make, tmp_path):
    found = fitted(name, domain, make, tmp_path)
    table = {each.parameter: each.value for each in found.world}
    assert len(table) >= 5
    assert not any("left out" in warning for warning in found.warnings)
    worlds, faults = read_worlds(table, domain.world, where="", folders=[])
    assert faults == []
    assert [fault for world in worlds.corners() for fault in domain.problems(world)] == []


@pytest.mark.parametrize(("name", "domain", "make"), CASES)
def test_every_estimate_lies_within_its_interval_and_every_figure_is_one(
    name, domain, make, tmp_path
):
    found = fitted(name, domain, make, tmp_path)
    for each in found.estimates:
        assert each.low <= each.value <= each.high, each
    assert all(np.isfinite([row.data, row.model]).all() for row in found.fit)
    assert len({each.name for each in found.estimates}) == len(found.estimates)
    assert len({row.what for row in found.fit}) == len(found.fit)


@pytest.mark.parametrize(("name", "domain", "make"), CASES)
def test_progress_never_goes_back(name, domain, make, tmp_path):
    told: list[float] = []
    fit_history(domain, name, make(tmp_path), lambda share, _words: told.append(share))
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] <= 1.0
