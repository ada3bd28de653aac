"""`ruleloop calibrate` as people use it, on the toy workspace and on the shipped one."""

import json
import shutil
import signal
import time
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_commands import ruleloop, start

SALES = "day,units\n" + "".join(f"{day},{18 + day % 5}\n" for day in range(50))


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    path.write_text(SALES)
    return path


def test_the_table_shows_estimates_the_fit_the_world_and_the_warnings(sales, toy):
    out, err = ruleloop("calibrate", "inventory", str(sales), cwd=toy)
    for words in ("50 rows", "mean demand", "least demand", "demand_cv", "! Lost sales"):
        assert words in out
    assert err == ""


def test_plain_data_says_the_same_and_all_of_it(sales, toy):
    found = json.loads(ruleloop("calibrate", "inventory", str(sales), "--json", cwd=toy)[0])
    assert found["rows"] == 50
    assert found["estimates"][0]["value"] == pytest.approx(20.0)
    assert [each["parameter"] for each in found["world"]] == ["demand_units", "demand_cv"]


def test_a_scenario_plays_in_the_world_that_was_fitted(sales, toy, tmp_path):
    world = tmp_path / "world.toml"
    _, err = ruleloop("calibrate", "inventory", str(sales), "--out", str(world), cwd=toy)
    assert "2 world parameters" in err
    text = world.read_text()
    assert "# Caution: Lost sales are no part of this history." in text
    fitted = tomllib.loads(text)["world"]
    assert fitted["demand_units"]["from"] < 20.0 < fitted["demand_units"]["to"]
    scenario = tmp_path / "shop.toml"
    scenario.write_text('domain = "inventory"\n[world]\nfrom = "world.toml"\nhorizon_days = 7\n')
    out, _ = ruleloop("simulate", str(scenario), "-n", "2", "--workspace", str(toy), cwd=tmp_path)
    assert "baseline: cost_per_day" in out


def test_a_fault_in_a_world_file_names_that_file(toy, tmp_path):
    (tmp_path / "world.toml").write_text("[world]\ndemand_cv = 7.0\ndemand_pallets = 1\n")
    scenario = tmp_path / "shop.toml"
    scenario.write_text('domain = "inventory"\n[world]\nfrom = "world.toml"\nhorizon_days = 1\n')
    where = ("--workspace", str(toy))
    _, err = ruleloop("simulate", str(scenario), *where, cwd=tmp_path, exits=2)
    assert f"{tmp_path / 'world.toml'}: world.demand_cv: expected float <= 2.0, got 7.0" in err
    assert f"{tmp_path / 'world.toml'}: world.demand_pallets: wrong unit" in err
    assert f"{scenario}: world.horizon_days: expected int >= 7, got 1" in err


def test_a_file_with_faults_is_refused_with_all_of_them(toy, tmp_path):
    path, world = tmp_path / "sales.csv", tmp_path / "world.toml"
    path.write_text("day,units\n1,many\n2,3\n3,\n")
    arguments = ("calibrate", "inventory", str(path), "--out", str(world))
    out, err = ruleloop(*arguments, cwd=toy, exits=2)
    assert out == ""
    assert "sales.csv, row 2, column units: expected units, got 'many'" in err
    assert "sales.csv, row 4, column units: expected units, got ''" in err
    assert not world.exists()


def test_what_cannot_be_read_or_written_is_refused_before_anything_is_fitted(sales, toy, tmp_path):
    nowhere = ("calibrate", "inventory", str(tmp_path / "x.csv"))
    assert "expected a data file, got none" in ruleloop(*nowhere, cwd=toy, exits=2)[1]
    lost = ("calibrate", "inventory", str(sales), "--out", str(tmp_path / "no" / "w.toml"))
    assert "a folder that exists" in ruleloop(*lost, cwd=toy, exits=2)[1]
    same = ("calibrate", "inventory", str(sales), "--out", str(sales))
    assert "another file than the data" in ruleloop(*same, cwd=toy, exits=2)[1]
    assert sales.read_text() == SALES
    unknown = ("calibrate", "inventry", str(sales))
    assert "no domain `inventry`" in ruleloop(*unknown, cwd=toy, exits=2)[1]


def test_a_domain_that_learns_nothing_from_data_says_so(sales, toy, tmp_path):
    shutil.copytree(toy, tmp_path / "toy")
    domain = tmp_path / "toy" / "domains" / "inventory.py"
    domain.write_text(domain.read_text().replace("    calibrate=_calibrate,\n", ""))
    _, err = ruleloop("calibrate", "inventory", str(sales), cwd=tmp_path / "toy", exits=2)
    assert "domain inventory learns nothing from data" in err


def test_the_first_ctrl_c_ends_it_and_nothing_is_written(sales, toy, tmp_path):
    shutil.copytree(toy, tmp_path / "toy")
    domain, begun = tmp_path / "toy" / "domains" / "inventory.py", tmp_path / "begun"
    slow = f"    open({str(begun)!r}, 'w').close()\n    __import__('time').sleep(60)\n"
    head = "def _calibrate(data: Path, progress: Progress) -> Calibration:\n"
    domain.write_text(domain.read_text().replace(head, head + slow))
    world = tmp_path / "world.toml"
    arguments = ("calibrate", "inventory", str(sales), "--out", str(world))
    process = start(*arguments, cwd=tmp_path / "toy")
    while not begun.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=900)
    assert process.returncode == 130
    assert "interrupted; nothing was written" in err
    assert not world.exists()


def test_the_same_file_gives_the_same_world_file(sales, toy, tmp_path):
    texts = []
    for name in ("a.toml", "b.toml"):
        path = tmp_path / name
        ruleloop("calibrate", "inventory", str(sales), "--out", str(path), cwd=toy)
        texts.append(path.read_text().replace(name, ""))
    assert texts[0] == texts[1]
