"""Networks from SimBench or from a user's files, extracted once into a cache folder of the user.

SimBench (Meinecke et al. 2020, doi:10.3390/en13123290): its data is under the ODbL 1.0, so that a
cut-down copy is never part of this project; it is built from the installed package. Loading a
network there takes 7 to 11 s and 750 MB, hence in a process of its own, once.
"""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from simulators.grid_balancing.network.faults import InputFaults, raise_if_any
from simulators.grid_balancing.network.file import read_network, write_network
from simulators.grid_balancing.network.network import Network

FORMAT = 2  # of the cached files; a new number makes everybody build anew
FOLDER_VARIABLE = "RULELOOP_CACHE"
PACKAGES = ("pandapower", "simbench")
LICENCE = """\
The files in this folder were made on this machine from the installed package SimBench
(https://simbench.de). SimBench data is made available under the Open Database License 1.0
(https://opendatacommons.org/licenses/odbl/1-0/), its contents under the Database Contents License
1.0. Whoever passes these files on must keep this notice.
"""


def cache_folder() -> Path:
    """Where extracted networks are kept: `RULELOOP_CACHE`, or the user's usual cache folder."""
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given) / "networks"
    usual = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    return (Path(usual) if usual else Path.home() / ".cache") / "ruleloop" / "networks"


def simbench_network(code: str) -> Network:
    """A SimBench network by its code, such as `1-MV-rural--0-sw`, with its year of profiles.

    Raises:
        InputFaults: SimBench or pandapower is not installed, or knows no such network.
    """
    arrays, _ = simbench_files(code)
    return read_network(arrays)


def simbench_files(code: str) -> tuple[Path, Path]:
    """The cached arrays of a SimBench network, and pandapower's own model of it for audits.

    Raises:
        InputFaults: SimBench or pandapower is not installed, or knows no such network.
    """
    stem = "-".join([code, f"v{FORMAT}", *_versions(PACKAGES)])
    arrays, model = cache_folder() / f"{stem}.npz", cache_folder() / f"{stem}.json"
    with _one_at_a_time(arrays):
        if not (arrays.is_file() and model.is_file()):
            _build(["simbench", code, str(arrays), str(model)])
            (cache_folder() / "LICENCE.txt").write_text(LICENCE, encoding="utf-8")
    return arrays, model


def user_network(model: Path, profiles: Path) -> Network:
    """A network of the user's own: a pandapower `.json` file and a CSV file of profiles.

    Raises:
        InputFaults: everything that is wrong with either file; pandapower is not installed.
    """
    digest = hashlib.sha256(str(FORMAT).encode())
    for path in (model, profiles):
        if not path.is_file():
            raise InputFaults([f"{path}: expected a readable file, got none"])
        digest.update(path.name.encode() + path.read_bytes())
    stem = "-".join([model.stem, digest.hexdigest()[:16], *_versions(PACKAGES[:1])])
    arrays = cache_folder() / f"{stem}.npz"
    with _one_at_a_time(arrays):
        if not arrays.is_file():
            _build(["user", str(model), str(profiles), str(arrays)])
    return read_network(arrays)


def _versions(packages: tuple[str, ...]) -> list[str]:
    found, faults = [], []
    for package in packages:
        try:
            found.append(metadata.version(package))
        except metadata.PackageNotFoundError:
            faults.append(f"{package} is not installed; mend it with pip install 'ruleloop[grid]'")
    raise_if_any(faults)
    return found


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Let one process build while others wait; where files cannot be locked, all build."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(arguments: list[str]) -> None:
    """Build in a process of its own, so that its memory is given back.

    Raises:
        InputFaults: what the other process found wrong.
        RuntimeError: it failed otherwise.
    """
    command = [sys.executable, "-m", "simulators.grid_balancing.network.cache", *arguments]
    # the workspace root may be on this process' path only
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        raise InputFaults(json.loads(done.stdout.splitlines()[-1]))
    if done.returncode:
        raise RuntimeError(f"{arguments[1]} could not be extracted:\n{done.stderr.strip()}")


def main(arguments: list[str]) -> int:
    """Build one network; exit code 2 and the faults as JSON when the input is wrong."""
    kind, *rest = arguments
    try:
        if kind == "simbench":
            from simulators.grid_balancing.network.simbench_source import from_simbench

            code, arrays, model = rest
            write_network(from_simbench(code, model=Path(model)), Path(arrays))
        else:
            from simulators.grid_balancing.network.user_source import from_files

            network, profiles, arrays = rest
            write_network(from_files(Path(network), Path(profiles)), Path(arrays))
    except InputFaults as error:
        sys.stdout.write(json.dumps(error.faults) + "\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
