import numpy as np
import pytest

from ruleloop.judge.effects import Row, effects
from ruleloop.judge.joint_moves import joint_moves

NAMES = [f"p{k}" for k in range(24)]


def rows(seed: int, *, sd: float = 1.0, uneven: float = 0.0, worlds: int = 6) -> list[Row]:
    """Gains of a design over 24 assumptions: `p0` moves the gain by +-1, `p1` down at one end."""
    rng = np.random.default_rng(seed)
    found = []
    for move in joint_moves(NAMES, worlds):
        high = move.is_high
        gain = 5.0 + np.random.default_rng(move.world).normal(0.0, 10.0)
        gain += {True: 1.0, False: -1.0, None: 0.0}[high.get("p0")]
        gain -= 2.0 * (high.get("p1") is True)
        noise = sd * (1.0 + uneven * ("p0" in high))
        found.append(Row(move.world, tuple(high.items()), gain + rng.normal(0.0, noise)))
    return found


def test_without_noise_every_effect_is_exact_however_worlds_differ() -> None:
    told = effects(rows(1, sd=0.0))
    assert len(told) == 2 * len(NAMES)
    true = {("p0", True): 1.0, ("p0", False): -1.0, ("p1", True): -2.0}
    for move, estimate in told.items():
        assert estimate.mean == pytest.approx(true.get(move, 0.0), abs=1e-9)  # type: ignore[call-overload] # keys are any hashable


@pytest.mark.parametrize("uneven", [0.0, 2.0], ids=["even noise", "noise where it is moved"])
def test_intervals_cover_true_effects_as_often_as_they_say(uneven: float) -> None:
    covered = total = 0
    for seed in range(50):
        told = effects(rows(seed, uneven=uneven))
        for move, true in ((("p0", True), 1.0), (("p0", False), -1.0), (("p1", True), -2.0),
                           (("p2", True), 0.0), (("p3", False), 0.0)):  # fmt: skip
            covered += told[move].low <= true <= told[move].high
            total += 1
    assert covered / total >= 0.93


def test_joint_moves_say_as_much_as_the_same_replications_one_at_a_time() -> None:
    design = rows(3)
    worlds_each = len(design) / (2 * len(NAMES) + 1)
    alone = np.sqrt(2.0 / worlds_each)  # standard error of a mean difference in so many worlds
    errors = [each.sd / each.pairs**0.5 for each in effects(design).values()]
    assert np.median(errors) < alone


def test_a_move_that_never_stands_apart_from_another_is_left_out() -> None:
    design = [Row(w, moved, float(w)) for w in range(6) for moved in ((), ("a", "b"), ("c",))]
    assert set(effects(design)) == {"c"}


def test_nothing_is_said_from_too_few_rows() -> None:
    assert effects([Row(0, (), 1.0), Row(0, ("a",), 2.0)]) == {}
    assert effects([Row(0, (), 1.0)]) == {}
