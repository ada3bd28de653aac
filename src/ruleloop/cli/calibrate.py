"""`ruleloop calibrate`: fit world parameters to a user's history, and see how well they fit."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruleloop.cli.options import JsonOption, WorkspaceOption
from ruleloop.errors import DataError, UserError

if TYPE_CHECKING:
    from ruleloop.calibration import Calibration

DomainArgument = Annotated[str, typer.Argument(help="The domain whose worlds are fitted.")]
DataArgument = Annotated[Path, typer.Argument(help="A file of its history.", metavar="DATA")]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", help="Write a world file, for `[world] from = FILE`.", metavar="FILE"),
]


def calibrate(
    domain: DomainArgument,
    data: DataArgument,
    out: OutOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fit world parameters to a history: estimates with intervals, and the fit beside the data."""
    _check_places(data, out)
    found = _fit(domain, data, workspace)
    if out:
        _write(out, found, domain, data)
    if as_json:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    from ruleloop.cli.show import console
    from ruleloop.report.calibration import calibration_view

    console().print(calibration_view(found))


def _check_places(data: Path, out: Path | None) -> None:
    """Refuse places that cannot be read or written before anything is fitted."""
    if not data.is_file():
        got = "a folder" if data.is_dir() else "none"
        raise DataError(f"{data}: expected a data file, got {got}")
    if out and (out.is_dir() or not out.absolute().parent.is_dir()):
        raise UserError(f"--out: expected a file in a folder that exists, got {out}")
    if out and out.exists() and out.samefile(data):
        raise UserError(f"--out: expected another file than the data, got {out}")


def _fit(domain: str, data: Path, workspace: Path | None) -> "Calibration":
    from ruleloop.evaluation.executor import local_workers
    from ruleloop.evaluation.stage import Place
    from ruleloop.scenario import Scenario
    from ruleloop.workspace import find_domain

    home = find_domain(domain, workspace)
    place = Place(str(home.root), str(home.root))
    with local_workers(Scenario(domain), place, workers=1) as executor:
        try:
            return executor.submit(_in_the_worker, str(data.resolve())).result()
        except KeyboardInterrupt:
            cursor = "\x1b[?25h" if sys.stderr.isatty() else ""  # its bar had hidden it
            print(f"{cursor}\nruleloop: interrupted; nothing was written", file=sys.stderr)
            os._exit(130)  # the worker dies with us


def _in_the_worker(data: str) -> "Calibration":
    """Runs in the worker process, which shares our terminal: it knows how far it is."""
    from ruleloop.cli.progress import filling
    from ruleloop.evaluation import worker

    with filling("reading") as progress:
        return worker.calibrate(data, progress)


def _write(out: Path, found: "Calibration", domain: str, data: Path) -> None:
    import hashlib

    from ruleloop.report.write_atomically import write_atomically
    from ruleloop.world_file import world_text

    if not found.world:
        print(f"{out}: not written: the data set no world parameter", file=sys.stderr)
        return
    heading = (
        f"Fitted by `ruleloop calibrate {domain} {data.name}`: {found.data}, {found.rows:,} rows",
        f"(SHA-256 {hashlib.sha256(data.read_bytes()).hexdigest()}).",
        f'A scenario takes it in with `from = "{out.name}"` in [world]; its own values go first.',
        *(f"Caution: {warning}" for warning in found.warnings),
    )
    values = {each.parameter: (each.value, each.why) for each in found.world}
    write_atomically(out, world_text(heading, values).encode())
    print(f"wrote {out}: {len(values)} world parameters", file=sys.stderr)
