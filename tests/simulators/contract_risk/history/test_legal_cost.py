import numpy as np
import pytest
from scipy import stats

from simulators.contract_risk.history.claims import Claims
from simulators.contract_risk.history.kaplan_meier import survival
from simulators.contract_risk.history.legal_cost import fit_legal_cost


def claims_of(loss, cost, censored=None) -> Claims:
    censored = np.zeros(len(loss), bool) if censored is None else censored
    return Claims(np.array(loss), np.array(cost), np.full(len(loss), np.inf), censored)


def made(count: int, seed: int) -> Claims:
    rng = np.random.default_rng(seed)
    loss = np.exp(9.0 + 1.5 * rng.standard_normal(count))
    return claims_of(loss, np.exp(5.0 + 0.4 * np.log(loss) + 1.2 * rng.standard_normal(count)))


def test_the_line_that_made_legal_cost_is_found_within_its_intervals():
    found = fit_legal_cost(made(2000, 1))
    for each, truth in ((found.intercept, 5.0), (found.slope, 0.4), (found.sd, 1.2)):
        assert each.low < truth < each.high
        assert each.value == pytest.approx(truth, rel=0.1)


def test_intervals_are_those_of_a_text_book():
    claims = made(300, 2)
    found, line = (
        fit_legal_cost(claims),
        stats.linregress(np.log(claims.loss), np.log(claims.legal_cost)),
    )
    assert found.slope.value == pytest.approx(line.slope)
    assert found.slope.high - found.slope.value == pytest.approx(1.96 * line.stderr, rel=1e-3)
    assert found.intercept.high - found.intercept.value == pytest.approx(
        1.96 * line.intercept_stderr, rel=1e-3
    )


def test_amounts_of_a_gumbel_copula_give_its_theta_back():
    rng = np.random.default_rng(4)
    theta, size = 2.0, 4000
    angle, wait = np.pi * (rng.random(size) - 0.5), rng.exponential(size=size)
    a = 1.0 / theta  # a positive stable number (Chambers, Mallows & Stuck 1976)
    stable = (
        np.sin(a * (angle + np.pi / 2.0)) / np.cos(angle) ** (1.0 / a)
        * (np.cos(angle - a * (angle + np.pi / 2.0)) / wait) ** ((1.0 - a) / a)
    )  # fmt: skip
    both = np.exp(-((rng.exponential(size=(2, size)) / stable) ** a))
    found = fit_legal_cost(claims_of(*(np.exp(8.0 + stats.norm.ppf(u)) for u in both)))
    assert found.theta.low < theta < found.theta.high
    assert found.theta.value == pytest.approx(theta, abs=0.1)
    assert found.together == pytest.approx(found.expected_together, abs=0.08)


def test_claims_without_legal_cost_are_left_out():
    claims = made(200, 3)
    more = claims_of(np.append(claims.loss, 5e5), np.append(claims.legal_cost, 0.0))
    assert fit_legal_cost(more).slope == fit_legal_cost(claims).slope


def test_without_censoring_survival_is_the_share_of_larger_claims():
    seen = survival(np.array([3.0, 1.0, 3.0, 8.0]), np.zeros(4, bool))
    assert seen.share == pytest.approx([0.75, 0.25, 0.0])
    assert seen.quantile(0.5) == 3.0
    assert seen.limited_mean(np.inf) == pytest.approx(3.75)
    assert seen.limited_mean(2.0) == pytest.approx(1.75)


def test_a_censored_claim_counts_as_larger_until_its_limit():
    seen = survival(np.array([1.0, 2.0, 4.0]), np.array([False, True, False]))
    assert seen.share == pytest.approx([2 / 3, 2 / 3, 0.0])
    assert np.isnan(survival(np.array([1.0, 2.0]), np.array([False, True])).quantile(0.9))
