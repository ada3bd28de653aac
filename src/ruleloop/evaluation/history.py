"""A user's history in a worker: the domain fits it, the engine checks what came of it."""

import traceback
from pathlib import Path
from typing import Any

import msgspec

from ruleloop.calibration import Calibration, Progress, WorldValue
from ruleloop.domain import Domain
from ruleloop.errors import DataError, DomainError, RuleloopError, SimulatorFailure
from ruleloop.worlds import read_worlds


def fit_history(domain: Domain, name: str, data: Path, progress: Progress) -> Calibration:
    """What a data file tells about the worlds of a domain; every world value can be played.

    Raises:
        DataError: the file cannot be used; all that is wrong with it is named.
        DomainError: the domain cannot be calibrated, or sets parameters that it does not have.
        SimulatorFailure: the domain's own code failed.
    """
    if domain.calibrate is None:
        raise DomainError(f"domain {name} learns nothing from data: it defines no `calibrate`")
    try:
        found = domain.calibrate(data, progress)
    except RuleloopError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a domain raises is reported
        faults = getattr(error, "faults", None)
        if isinstance(error, ValueError) and faults:
            raise DataError(tuple(faults)) from None
        detail = "".join(traceback.format_exception(error, limit=-6))
        raise SimulatorFailure(f"the calibration of {data} failed:\n{detail}") from None
    return _playable(found, domain, name)


def _playable(found: Calibration, domain: Domain, name: str) -> Calibration:
    """The calibration with only those world values that a scenario accepts; others are told."""
    known = {field.name for field in msgspec.structs.fields(domain.world)}
    strangers = [each.parameter for each in found.world if each.parameter not in known]
    if strangers:
        raise DomainError(
            f"domain {name}: its `calibrate` sets world parameters that it does not have:"
            f" {', '.join(strangers)}"
        )
    kept, left_out = [], []
    for each in found.world:
        faults = _faults(each, domain.world)
        left_out += [f"left out of the world file: {fault}" for fault in faults]
        kept += [] if faults else [each]
    warnings = (*found.warnings, *left_out)
    return msgspec.structs.replace(found, world=tuple(kept), warnings=warnings)


def _faults(value: WorldValue, world: type[msgspec.Struct]) -> list[str]:
    """What a scenario would say against this value of its parameter."""
    table: dict[str, Any] = {value.parameter: value.value}
    _, faults = read_worlds(table, world, where="", folders=[])
    return [fault for fault in faults if fault.split(":")[0].split(".")[0] == value.parameter]
