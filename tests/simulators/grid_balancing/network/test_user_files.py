"""Wrong networks and profiles of a user's own: every mistake is named, all of them at once."""

import numpy as np
import pytest

pp = pytest.importorskip("pandapower", reason="networks of one's own need ruleloop[grid]")

from simulators.grid_balancing.network.audit import Auditor  # noqa: E402 - needs what is asked for above
from simulators.grid_balancing.network.extract import extract  # noqa: E402 - as above
from simulators.grid_balancing.network.faults import MOST_LISTED, InputFaults  # noqa: E402 - as above
from simulators.grid_balancing.network.power_flow import PowerFlow  # noqa: E402 - as above
from simulators.grid_balancing.network.profile_csv import read_profiles  # noqa: E402 - as above
from simulators.grid_balancing.network.user_source import from_files  # noqa: E402 - as above
from simulators.grid_balancing.weather.profiles import injections_mva, powers  # noqa: E402 - as above
from tests.simulators.grid_balancing.own_network import (  # noqa: E402 - as above
    own_network,
    own_profiles,
    write_own,
    write_table,
)


@pytest.fixture(scope="module")
def profiles(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "own.csv"
    write_table(own_profiles(), path)
    return read_profiles(path, [])


def faults_of(net, profiles):
    with pytest.raises(InputFaults) as caught:
        extract(net, "own.json", profiles)
    return caught.value.faults


def test_an_own_network_is_read_and_solved_as_pandapower_does(own_files):
    network = from_files(*own_files)
    injection = injections_mva(network, powers(network, 0, 600))[::40]
    theirs = Auditor(network, own_files[0])
    assert network.tap_positions == tuple(range(-2, 3))
    assert network.nodes.name.count("open end of a line") == 1
    for tap in (0, 3):
        ours = PowerFlow(network).solve(injection, tap=tap).voltage_pu
        for step in (0, 7):
            wanted = theirs.voltages_pu(injection[step], tap=tap)
            assert wanted is not None
            supplied = ~np.isnan(wanted)
            assert ours[step][supplied] == pytest.approx(wanted[supplied], abs=1e-6)


def second_source(net):
    pp.create_ext_grid(net, 2)


def no_source(net):
    net.ext_grid["in_service"] = False


def generator(net):
    pp.create_gen(net, 3, p_mw=1.0)


def ward(net):
    pp.create_ward(net, 3, ps_mw=1.0, qs_mvar=0.0, pz_mw=0.1, qz_mvar=0.0)


def negative_load(net):
    net.load.loc[1, "p_mw"] = -1.0


def constant_current(net):
    net.load.loc[2, "const_i_p_percent"] = 30.0


def unsupplied_load(net):
    pp.create_load(net, 1, p_mw=0.1, name="lost")
    net.load["profile"] = "town"


def load_without_profile(net):
    net.load.loc[0, "profile"] = "village"


def generator_without_profile(net):
    net.sgen.loc[0, "profile"] = "storm"


def far_too_much(net):
    net.load["p_mw"] = 5_000.0


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        (second_source, ("table ext_grid", "exactly one", "2 in service")),
        (no_source, ("table ext_grid", "exactly one", "0 in service")),
        (generator, ("table gen", "none", "1 in service", "supported are")),
        (ward, ("table ward", "none", "1 in service")),
        (negative_load, ("table load, row 1 (load2), column p_mw", "0 or more", "-1")),
        (constant_current, ("row 2 (load3), column const_i_p_percent", "got 30")),
        (unsupplied_load, ("row 4 (lost)", "a bus that is supplied", "bus 1")),
        (load_without_profile, ("row 0 (load1)", "a profile column village_pload")),
        (generator_without_profile, ("table sgen, row 0 (wind)", "a profile column storm")),
        (far_too_much, ("own.json", "converges", "divergence")),
    ],
)
def test_what_we_cannot_represent_is_named_with_its_place(breaks, words, profiles):
    net = own_network()
    breaks(net)
    told = "\n".join(faults_of(net, profiles))
    for word in words:
        assert word in told


def test_several_faults_of_a_network_and_its_profiles_are_told_together(tmp_path):
    net, table = own_network(), own_profiles()
    negative_load(net)
    constant_current(net)
    generator_without_profile(net)
    table[5][1] = "-0.5"
    table[9][0] = "soon"
    with pytest.raises(InputFaults) as caught:
        from_files(*write_own(tmp_path, net, table))
    assert len(caught.value.faults) == 5
    assert any("own.csv, row 6, column town_pload" in fault for fault in caught.value.faults)


def test_sources_and_refused_elements_are_told_together(profiles):
    net = own_network()
    second_source(net)
    generator(net)
    assert len(faults_of(net, profiles)) == 2


@pytest.mark.parametrize(
    ("row", "column", "text", "words"),
    [
        (0, 0, "hour", ("row 1", "first column to be time", "hour")),
        (4, 1, "x", ("row 5", "column town_pload", "a number, 0 or more", "'x'")),
        (4, 1, "", ("row 5", "column town_pload", "''")),
        (4, 1, "nan", ("row 5", "column town_pload")),
        (4, 3, "-0.1", ("row 5", "column breeze", "'-0.1'")),
        (4, 0, "2026-11-02T09:00:00", ("row 5", "column time", "2026-11-02T00:45:00")),
        (4, 0, "soon", ("row 5", "column time", "'soon'")),
        (0, 3, "town_pload", ("one column town_pload", "several")),
    ],
)
def test_a_mistake_in_the_profiles_is_named_with_its_place(tmp_path, row, column, text, words):
    table = own_profiles()
    faults: list[str] = []
    table[row][column] = text
    write_table(table, tmp_path / "p.csv")
    read_profiles(tmp_path / "p.csv", faults)
    told = "\n".join(faults)
    for word in ("p.csv", *words):
        assert word in told


def test_less_than_a_week_of_profiles_is_too_little(tmp_path):
    faults: list[str] = []
    write_table(own_profiles(95), tmp_path / "p.csv")
    read_profiles(tmp_path / "p.csv", faults)
    assert faults == ["p.csv: expected at least 672 quarter-hours (a week), got 95"]


def test_a_missing_quarter_hour_is_one_fault_and_not_hundreds(tmp_path):
    table = own_profiles()
    faults: list[str] = []
    del table[100]
    write_table(table, tmp_path / "p.csv")
    read_profiles(tmp_path / "p.csv", faults)
    assert len(faults) == 2  # the gap, and that a week is no longer full
    assert "row 101, column time" in faults[0]


def test_profiles_full_of_text_give_a_list_of_readable_length(tmp_path):
    table = own_profiles()
    faults: list[str] = []
    for row in table[1:]:
        row[1:] = ["x", "y", "z"]
    write_table(table, tmp_path / "p.csv")
    read_profiles(tmp_path / "p.csv", faults)
    assert len(faults) == 12
    assert len(InputFaults(faults * 20).faults) == MOST_LISTED + 1


def test_semicolons_and_decimal_commas_are_read_as_well(tmp_path, profiles):
    rows = [";".join(cell.replace(".", ",") for cell in row) for row in own_profiles()]
    (tmp_path / "p.csv").write_text("\ufeff" + "\n".join(rows))
    faults: list[str] = []
    again = read_profiles(tmp_path / "p.csv", faults)
    assert faults == []
    assert np.array_equal(again.values, profiles.values)


def test_active_power_drives_reactive_power_where_it_has_no_profile(profiles):
    net = own_network()
    net.load["profile"] = "breeze"
    net.sgen["profile"] = "town_pload"
    with pytest.raises(InputFaults, match="breeze_pload"):
        extract(net, "own.json", profiles)


def test_a_file_that_is_no_network_is_refused(tmp_path, own_files):
    (tmp_path / "own.json").write_text("[1, 2")
    with pytest.raises(InputFaults, match=r"own\.json: expected a pandapower network"):
        from_files(tmp_path / "own.json", own_files[1])
