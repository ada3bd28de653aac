"""The power flow is pandapower's, and that of the textbook where there is a closed form."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleloop.draws import Draws
from simulators.grid_balancing.network.audit import AuditFailure, chosen
from simulators.grid_balancing.network.network import admittance
from simulators.grid_balancing.network.power_flow import PowerFlow, loading, losses_mw, slack_mva
from simulators.grid_balancing.weather.profiles import injections_mva, powers
from tests.simulators.grid_balancing.conftest import LV, RURAL, SEMIURBAN
from tests.simulators.grid_balancing.two_nodes import two_nodes, voltage_of_two_nodes

DRAWS = Draws(b"power flow tests")


@given(st.floats(0.001, 0.1), st.floats(0.001, 0.1), st.floats(-1.0, 1.0), st.floats(-0.5, 0.5))
def test_the_voltage_at_the_end_of_one_line_has_its_closed_form(r, x, p, q):
    z, load = complex(r, x), complex(p, q)
    solution = PowerFlow(two_nodes(z)).solve(np.array([[0.0, -load]]), tap=0)
    assert solution.converged.all()
    assert abs(solution.voltage_pu[0, 1]) == pytest.approx(voltage_of_two_nodes(z, load), abs=1e-6)


@pytest.mark.parametrize(("share", "solvable"), [(0.9, True), (0.99, True), (1.01, False)])
def test_beyond_the_most_that_a_line_can_carry_there_is_no_voltage(share, solvable):
    z = 0.1j
    most = 0.5 / abs(z)  # of active power, where the discriminant of the closed form is zero
    injection = np.array([[0.0, -share * most], [0.0, -0.1 * most]], dtype=np.complex128)
    solution = PowerFlow(two_nodes(z)).solve(injection, tap=0)
    assert solution.converged.tolist() == [solvable, True]
    assert math.isnan(solution.voltage_pu[0, 1].real) is not solvable
    one = PowerFlow(two_nodes(z)).solve_one(injection[0], tap=0)
    assert (one is not None) is solvable


@pytest.mark.parametrize("code", [LV, RURAL, SEMIURBAN])
def test_voltages_agree_with_pandapower_on_real_networks(code, real_network, auditor):
    network = real_network(code)
    year = injections_mva(network, powers(network, 0, network.profiles.steps))
    rows = DRAWS.generator(code).integers(0, len(year), 600)
    injection = year[rows]
    for tap in (0, len(network.tap_positions) - 1):
        solution = PowerFlow(network).solve(injection, tap=tap)
        draws = DRAWS.within(code, tap)
        done = auditor(code).audit(injection, solution, tap=tap, draws=draws, worst=2)
        assert solution.converged.all()
        assert len(done.steps) >= 4
        assert done.difference_pu <= 1e-6


@pytest.mark.parametrize("code", [LV, RURAL])
def test_loading_and_losses_agree_with_pandapower(code, real_network, auditor):
    network, theirs = real_network(code), auditor(code)
    tap = network.tap_usual
    injection = injections_mva(network, powers(network, 20_000, 4))
    voltage = PowerFlow(network).solve(injection, tap=tap).voltage_pu
    theirs.voltages_pu(injection[2], tap=tap)
    net = theirs.net
    percent = [*net.res_line.loading_percent, *net.res_trafo.loading_percent]
    lost = net.res_line.pl_mw.sum() + net.res_trafo.pl_mw.sum()
    assert loading(network, voltage, tap=tap)[2] == pytest.approx(np.array(percent) / 100, abs=1e-6)
    assert losses_mw(network, voltage, injection, tap=tap)[2] == pytest.approx(lost, abs=1e-5)
    assert slack_mva(network, voltage, tap=tap)[2].real == pytest.approx(
        net.res_ext_grid.p_mw.iloc[0], abs=1e-5
    )


def test_one_step_and_many_steps_give_the_same_voltages(real_network):
    network = real_network(RURAL)
    flow, injection = PowerFlow(network), injections_mva(network, powers(network, 9_000, 50))
    many = flow.solve(injection, tap=3).voltage_pu
    before = None
    for step, wanted in zip(injection, many, strict=True):
        before = flow.solve_one(step, tap=3, start_pu=before)
        assert before == pytest.approx(wanted, abs=1e-7)


def test_currents_that_meet_at_a_node_are_what_is_injected_there(real_network):
    network = real_network(SEMIURBAN)
    injection = injections_mva(network, powers(network, 100, 20))
    for tap in (0, 9, 18):
        v = PowerFlow(network).solve(injection, tap=tap).voltage_pu
        s = v * np.conj(v @ admittance(network, tap).T) * network.base_mva
        assert s[:, network.pq] == pytest.approx(injection[:, network.pq], abs=1e-4)


def test_a_collapse_is_reported_as_data_and_confirmed_by_pandapower(real_network, auditor):
    network = real_network(LV)
    injection = injections_mva(network, powers(network, 40, 5))
    injection[3] *= 400.0
    solution = PowerFlow(network).solve(injection, tap=0)
    done = auditor(LV).audit(injection, solution, tap=0, draws=DRAWS)
    assert solution.converged.tolist() == [True, True, True, False, True]
    assert (done.confirmed, done.doubtful) == ((3,), ())


def test_an_audit_fails_loudly_when_voltages_differ(real_network, auditor):
    network = real_network(LV)
    injection = injections_mva(network, powers(network, 40, 5))
    solution = PowerFlow(network).solve(injection, tap=0)
    solution.voltage_pu[2] += 1e-4
    with pytest.raises(AuditFailure, match="1e-06"):
        auditor(LV).audit(injection, solution, tap=0, draws=DRAWS)


def test_an_audit_takes_the_most_extreme_steps(real_network):
    network = real_network(LV)
    injection = injections_mva(network, powers(network, 0, 300))
    solution = PowerFlow(network).solve(injection, tap=0)
    steps = chosen(solution, DRAWS, worst=3, random=2)
    size = np.abs(solution.voltage_pu)
    extreme = np.maximum(1.0 - size.min(axis=1), size.max(axis=1) - 1.0)
    assert {int(extreme.argmax())} <= set(steps)
    assert 3 <= len(steps) <= 5
