"""A domain in a package of its own, built and installed beside a wheel of ruleloop."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = Path(__file__).parent / "bin_packing"

pytest.importorskip("hatchling")
pytest.importorskip("pip")


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python that has ruleloop and the package as wheels, and no repository in sight.

    What ruleloop depends on is lent by this environment, so that nothing is fetched.
    """
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home / "venv"], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = home / "venv" / "lib" / version / "site-packages"
    install = ["-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", site]
    subprocess.run([sys.executable, *install, ROOT, PACKAGE], check=True, cwd=home)
    lent = [path for path in sys.path if Path(path).name == "site-packages"]
    (site / "lent.pth").write_text("\n".join(lent))
    return home / "venv" / "bin" / "python"


def ruleloop(python: Path, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(python), "-m", "ruleloop", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_it_is_listed_beside_the_standard_domains(python, tmp_path):
    found = json.loads(ruleloop(python, "list", "--json", cwd=tmp_path).stdout)
    assert "supply_chain" in found["domains"]
    assert found["domains"]["online_bin_packing"]["rule_sets"] == [
        "best_fit", "first_fit", "worst_fit",
    ]  # fmt: skip
    assert Path(found["workspace"]).name == "_workspace"


def test_it_keeps_the_contract_of_every_domain(python, tmp_path):
    done = ruleloop(python, "check", "online_bin_packing", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout


def test_the_loop_runs_on_it_and_its_champion_can_be_adopted_into_a_new_workspace(python, tmp_path):
    made = ruleloop(python, "new", "workspace", tmp_path / "mine", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    home = tmp_path / "mine"
    scenario = "online_bin_packing/short"
    budget = ["--budget", "6 experiments", "--seed", "foreign", "--json"]
    done = ruleloop(python, "run", scenario, *budget, cwd=home)
    assert done.returncode in (0, 1), done.stderr
    assert json.loads(done.stdout)["scenario"] == "online_bin_packing-short"
    adopted = ruleloop(python, "adopt", "runs/online_bin_packing-short", cwd=home)
    assert (home / "rules" / "online_bin_packing" / "champion.py").is_file(), adopted.stderr


def test_the_standard_scenarios_are_at_hand_in_a_new_workspace(python, tmp_path):
    ruleloop(python, "new", "workspace", tmp_path / "mine", cwd=tmp_path)
    done = ruleloop(python, "program", "supply_chain/demo", cwd=tmp_path / "mine")
    assert "Dispatching deliveries" in done.stdout, done.stderr
