"""A network is extracted whole, kept whole, and a wrong one is refused with all its faults."""

import msgspec
import numpy as np
import pytest

from simulators.grid_balancing.network import cache as network_cache
from simulators.grid_balancing.network.cache import simbench_network, user_network
from simulators.grid_balancing.network.faults import InputFaults
from simulators.grid_balancing.network.file import read_network, write_network
from simulators.grid_balancing.network.network import STEPS_PER_WEEK
from simulators.grid_balancing.weather.profiles import injections_mva, powers
from tests.simulators.grid_balancing.conftest import LV, RURAL, SEMIURBAN
from tests.simulators.grid_balancing.two_nodes import two_nodes

# Published with SimBench: buses, lines, loads, generators, storages, tap positions
SIZES = {
    LV: (15, 13, 13, 4, 0, 5),
    RURAL: (97, 99, 96, 102, 0, 19),
    SEMIURBAN: (122, 126, 118, 123, 87, 19),
}


@pytest.mark.parametrize("code", SIZES)
def test_a_real_network_has_all_its_elements(code, real_network):
    network = real_network(code)
    buses, lines, loads, generators, storages, taps = SIZES[code]
    assert abs(network.size - buses) <= 6  # switches join buses, open lines add ends
    assert network.branches.kind.count("line") == lines
    counts = (network.loads, network.generators, network.storages)
    assert [len(part.name) for part in counts] == [loads, generators, storages]
    assert len(network.tap_positions) == taps
    assert network.tap_positions[network.tap_usual] == 0
    assert network.profiles.steps == 366 * 96


@pytest.mark.parametrize(
    ("code", "load", "generation", "residual"),
    [
        (LV, (0.074, 0.023), (0.092, 0.012), (-0.069, 0.074)),
        (RURAL, (7.5, 3.6), (18.4, 4.9), (-13.8, 6.3)),
        (SEMIURBAN, (14.8, 5.5), (41.6, 11.0), (-35.0, 11.0)),
    ],
)
def test_a_year_has_the_known_peaks_and_means(code, load, generation, residual, real_network):
    network = real_network(code)
    year = powers(network, 0, network.profiles.steps)
    used, fed = year.load_mw.sum(axis=1), year.generation_mw.sum(axis=1)
    assert (used.max(), used.mean()) == pytest.approx(load, rel=0.03)
    assert (fed.max(), fed.mean()) == pytest.approx(generation, rel=0.04)
    rest = used - fed
    assert (rest.min(), rest.max()) == pytest.approx(residual, rel=0.04)


def test_injections_balance_generation_and_consumption(real_network):
    network = real_network(RURAL)
    week = powers(network, 500, STEPS_PER_WEEK)
    injected = injections_mva(network, week).sum(axis=1)
    balance = week.generation_mw.sum(axis=1) - week.load_mw.sum(axis=1)
    assert injected.real == pytest.approx(balance)
    assert injected.imag == pytest.approx(-week.load_mvar.sum(axis=1))


def test_powers_beyond_the_profiles_are_refused():
    with pytest.raises(ValueError, match="0 to 672, got 600 to 700"):
        powers(two_nodes(0.01j), 600, 100)


def test_a_network_survives_its_file(tmp_path):
    network = two_nodes(0.01 + 0.02j)
    write_network(network, tmp_path / "deep" / "n.npz")
    again = read_network(tmp_path / "deep" / "n.npz")
    assert again.slack_pu == network.slack_pu
    assert again.nodes.name == network.nodes.name
    assert np.array_equal(again.branches.y_ft, network.branches.y_ft)
    assert again.profiles.values.dtype == np.float32
    fields = [field.name for field in msgspec.structs.fields(network)]
    for field in fields:
        assert type(getattr(again, field)) is type(getattr(network, field))
    assert len(list((tmp_path / "deep").iterdir())) == 1


def test_an_unknown_simbench_code_is_refused(tmp_path):
    pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
    from simulators.grid_balancing.network.simbench_source import from_simbench

    with pytest.raises(InputFaults, match="expected a SimBench code, got 1-MV-rual"):
        from_simbench("1-MV-rual--0-sw", model=tmp_path / "model.json")


def test_without_simbench_the_message_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setenv("RULELOOP_CACHE", str(tmp_path))
    monkeypatch.setattr(network_cache, "PACKAGES", ("pandapower-not-there", "simbench-not-there"))
    with pytest.raises(InputFaults, match="ruleloop\\[grid\\]") as caught:
        simbench_network(LV)
    assert len(caught.value.faults) == 2


def test_a_network_of_ones_own_is_built_once_and_then_read(own_files, monkeypatch, tmp_path):
    monkeypatch.setenv("RULELOOP_CACHE", str(tmp_path / "cache"))
    model, profiles = own_files
    first = user_network(model, profiles)
    monkeypatch.setattr(network_cache, "_build", None)  # must not be needed again
    again = user_network(model, profiles)
    assert first.nodes.name == again.nodes.name
    assert first.profiles.start == "2026-11-02T00:00"
    assert first.generators.kind == ("wind",)
    assert first.loads.q_column.tolist() == [1, 1, 1, 1]


def test_what_is_wrong_is_told_across_the_border_of_the_building_process(tmp_path, monkeypatch):
    monkeypatch.setenv("RULELOOP_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.json").write_text("{}")
    pytest.importorskip("pandapower", reason="networks of one's own need ruleloop[grid]")
    with pytest.raises(InputFaults, match="expected a readable file, got none"):
        user_network(tmp_path / "a.json", tmp_path / "b.csv")
    (tmp_path / "b.csv").write_text("hour,x\n")
    with pytest.raises(InputFaults) as caught:
        user_network(tmp_path / "a.json", tmp_path / "b.csv")
    assert "b.csv, row 1: expected the first column to be time, got hour" in caught.value.faults
    assert any(fault.startswith("a.json: expected a pandapower") for fault in caught.value.faults)
