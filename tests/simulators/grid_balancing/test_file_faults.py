"""A user's mistakes in a world of their own are told before anything is played, all at once."""

from pathlib import Path

import pytest

pp = pytest.importorskip("pandapower", reason="networks of one's own need ruleloop[grid]")

from simulators.grid_balancing.assets.cars import HABITS, MOST_OF_STAY, most_car_kwh  # noqa: E402 - needs what is asked for above
from simulators.grid_balancing.file_faults import file_faults  # noqa: E402 - as above
from simulators.grid_balancing.problems import problems  # noqa: E402 - as above
from simulators.grid_balancing.world import World  # noqa: E402 - as above
from tests.cli.test_commands import ruleloop  # noqa: E402 - as above
from tests.simulators.grid_balancing.own_network import (  # noqa: E402 - as above
    own_network,
    own_profiles,
    write_own,
    write_table,
)

NOVEMBER = {"first_month": 11, "last_month": 11}


def prices(rows: int = 7 * 96) -> list[list[str]]:
    head = ["time", "day_ahead_eur_per_mwh", "imbalance_eur_per_mwh"]
    return [head, *([row[0], "50", "60"] for row in own_profiles(rows)[1:])]


def own_world(folder: Path, net=None, table=None, price=None, **others) -> World:
    model, profiles = write_own(folder, net, table)
    if price is not None:
        write_table(price, folder / "prices.csv")
        others["prices_csv"] = str(folder / "prices.csv")
    return World(network_file=str(model), profiles_csv=str(profiles), **{**NOVEMBER, **others})


def test_a_sound_network_with_profiles_and_prices_has_no_faults(tmp_path):
    assert file_faults(own_world(tmp_path, price=prices())) == ()


def test_faults_of_the_network_and_of_the_prices_are_told_together(tmp_path):
    net, price = own_network(), prices()
    net.load["profile"] = "village"
    price[5][1] = "dear"
    told = "\n".join(file_faults(own_world(tmp_path, net, price=price)))
    assert "expected a profile column village_pload" in told
    assert "prices.csv, row 6, column day_ahead_eur_per_mwh: expected a number, got 'dear'" in told


def test_prices_of_another_length_than_the_profiles_are_refused(tmp_path):
    (told,) = file_faults(own_world(tmp_path, price=prices(400)))
    assert told.startswith("prices.csv: expected 672 quarter-hours")


def test_prices_that_were_mended_are_read_again(tmp_path):
    world = own_world(tmp_path, price=prices(400))
    assert file_faults(world)
    write_table(prices(), tmp_path / "prices.csv")
    assert file_faults(world) == ()


def test_a_network_that_does_not_converge_is_refused(tmp_path):
    net = own_network()
    net.load[["p_mw", "q_mvar"]] *= 60.0
    (told,) = file_faults(own_world(tmp_path, net))
    assert "expected a power flow that converges" in told


def test_a_season_that_the_profiles_do_not_have_is_named_with_those_that_they_have(tmp_path):
    (told,) = file_faults(own_world(tmp_path, first_month=6, last_month=7))
    assert "starts in month 6 or 7" in told
    assert "got weeks in month 11" in told


def test_an_unknown_network_is_refused():
    pytest.importorskip("simbench", reason="real networks need SimBench: ruleloop[grid]")
    (told,) = file_faults(World(network="1-MV-suburb--0-sw"))
    assert "1-MV-suburb--0-sw" in told


@pytest.mark.parametrize("charger_kw", [3.7, 11.0])
def test_cars_that_no_charger_can_fill_before_they_leave_are_refused(charger_kw):
    most = most_car_kwh(charger_kw)
    world = {"charger_kw": charger_kw, "dimmed_kw": 3.0}
    assert problems(World(car_kwh=most, **world)) == []
    (told,) = problems(World(car_kwh=1.01 * most, **world))
    assert told.startswith("car_kwh: expected at most")
    night_h = 24.0 + 6.5 - 17.0
    assert HABITS[2].need * most == pytest.approx(MOST_OF_STAY * charger_kw * night_h)


def test_the_command_line_names_file_row_and_column_and_plays_nothing(tmp_path):
    table = own_profiles()
    table[100][1] = "-0.5"
    write_own(tmp_path, None, table)
    (tmp_path / "own.toml").write_text(
        'domain = "grid_balancing"\ntitle = "Own"\n[world]\nnetwork_file = "own.json"\n'
        'profiles_csv = "own.csv"\n[rules]\nbaseline = "baseline"\n'
    )
    root = Path(__file__).parents[3]
    scenario = str(tmp_path / "own.toml")
    out, err = ruleloop("simulate", scenario, "--rules", "baseline", cwd=root, exits=2)
    assert out == ""
    assert "own.csv, row 101, column town_pload: expected a number, 0 or more" in err
    assert "world.own" not in err
