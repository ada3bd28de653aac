"""Scenario files: which domain, which worlds, which baseline, how long to search.

domain = "inventory"
[world]                                  # a value, or a range that every replication draws from
demand_units = { from = 15.0, to = 25.0 }
lead_time_days = { any_of = [1, 2, 3] }
from = "world.toml"                      # and what stands in a world file, see `world_file`
[holdout]                                # the same, shifted: worlds that the search never sees
demand_units = { from = 22.0, to = 30.0 }
[rules]
baseline = "baseline"
[run]
agent = "evolve"
budget = "200 experiments"
worthwhile_gain = "0.5 %"
"""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from ruleloop.errors import ScenarioError
from ruleloop.settings import Budget, WorthwhileGain, read_budget, read_worthwhile_gain
from ruleloop.world_file import with_world_file


class RulesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[rules]`: the baseline that guard-rails are relative to, and who enters the tournament."""

    baseline: Annotated[str, Meta(description="rule set that guard-rails are relative to")] = (
        "baseline"
    )
    tournament: Annotated[
        tuple[str, ...], Meta(description="rule sets to rank first; empty: all shipped ones")
    ] = ()


class RunTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[run]`: who proposes, for how long, and which gain is worth having."""

    agent: Annotated[str, Meta(description="who proposes: evolve, claude or openai")] = "evolve"
    budget: Annotated[str, Meta(description="`200 experiments`, `20m`, `5usd`")] = "100 experiments"
    worthwhile_gain: Annotated[
        str, Meta(description="smallest gain worth having: `0.5 %` of best shipped, or a number")
    ] = "0.5 %"


class LanguageTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[language]`: which model the agents `claude` and `openai` ask, and within which limits.

    Keys come from the environment only (ANTHROPIC_API_KEY, OPENAI_API_KEY), never from a file.
    """

    model: Annotated[str, Meta(description="the model's name; empty: the agent's usual one")] = ""
    address: Annotated[str, Meta(description="base URL of the service; empty: the usual one")] = ""
    effort: Annotated[
        Literal["", "low", "medium", "high", "xhigh", "max"],
        Meta(description="how hard Claude thinks; empty: as the model usually does"),
    ] = ""
    most_tokens: Annotated[int, Meta(ge=256, le=20_000, description="of one reply")] = 16_000
    under_way: Annotated[int, Meta(ge=1, le=16, description="questions asked at a time")] = 2
    patience_s: Annotated[
        float, Meta(ge=0.0, le=3600.0, description="until the built-in agent takes the turn")
    ] = 120.0
    usd_sent: Annotated[float, Meta(ge=0.0, description="USD per million tokens sent")] | None = (
        None
    )
    usd_written: Annotated[float, Meta(ge=0.0, description="... written to the cache")] | None = (
        None
    )
    usd_cached: Annotated[float, Meta(ge=0.0, description="... read from the cache")] | None = None
    usd_received: Annotated[float, Meta(ge=0.0, description="... received")] | None = None


class StressTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[stress]`: which rare situations of the domain cannot happen where this scenario plays."""

    leave_out: Annotated[
        tuple[str, ...], Meta(description="names of rare situations that cannot happen here")
    ] = ()


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[evidence]`: block sizes, in replications; choose them by what a replication costs."""

    tournament: Annotated[int, Meta(ge=8, description="replications per shipped rule set")] = 32
    smoke: Annotated[int, Meta(ge=1, description="replications that must not fail")] = 2
    screen: Annotated[int, Meta(ge=4, description="pairs of the fixed screening block")] = 8
    screen_life: Annotated[int, Meta(ge=10, description="candidates per screening block")] = 200
    race_first: Annotated[int, Meta(ge=8, description="pairs before the first look")] = 16
    race_most: Annotated[int, Meta(ge=16, description="most pairs of a race")] = 256
    confirm: Annotated[int, Meta(ge=16, description="fresh pairs of the confirmation")] = 64
    holdout_worlds: Annotated[int, Meta(ge=2, description="worlds of a hold-out opening")] = 24
    holdout_seeds: Annotated[int, Meta(ge=1, description="replications per hold-out world")] = 4
    holdout_apart: Annotated[
        str, Meta(description="a parameter of [holdout]; each of its values must convince alone")
    ] = ""
    search_allowance: Annotated[
        float,
        Meta(gt=0.0, le=1.0, description="share of each `NotWorse` that the search may use up"),
    ] = 1.0
    foresight_worlds: Annotated[int, Meta(ge=0, description="hold-out days with foresight")] = 6
    sensitivity_worlds: Annotated[int, Meta(ge=0, description="worlds per assumption")] = 8


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole scenario file. World values are checked by the domain, in a worker."""

    domain: Annotated[str, Meta(description="the domain that is played")]
    title: str = ""
    about: str = ""
    world: Annotated[dict[str, Any], Meta(description="values or ranges of world parameters")] = {}
    holdout: Annotated[dict[str, Any], Meta(description="shifted values or ranges")] = {}
    rules: RulesTable = RulesTable()
    run: RunTable = RunTable()
    language: LanguageTable = LanguageTable()
    stress: StressTable = StressTable()
    evidence: Evidence = Evidence()

    @property
    def budget(self) -> Budget:
        """The parsed budget."""
        return read_budget(self.run.budget)

    @property
    def worthwhile_gain(self) -> WorthwhileGain:
        """The parsed smallest worthwhile gain."""
        return read_worthwhile_gain(self.run.worthwhile_gain)


def read_scenario(path: Path) -> Scenario:
    """Read and check one scenario file, except for the values of its worlds.

    Raises:
        ScenarioError: the file is missing, is no TOML, or has faults; all of them are listed.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ScenarioError(f"{path}: no such scenario file; see `ruleloop list`") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{path}: is not valid TOML: {error}") from None
    taken_in = _take_in_world_files(table, path)
    values, faults = check_table(table, Scenario, "")
    faults += _check_terms(values.get("run") or RunTable())
    faults += _check_sizes(values.get("evidence") or Evidence())
    faults += _check_apart(values.get("evidence") or Evidence(), values.get("holdout") or {})
    if faults or taken_in:
        raise ScenarioError([*taken_in, *(f"{path}: {fault}" for fault in faults)])
    return Scenario(**values)


def _take_in_world_files(table: dict[str, Any], path: Path) -> list[str]:
    """Put the values of world files into the worlds that name one; returns what is wrong."""
    faults = []
    for where in ("world", "holdout"):
        if where in table:
            table[where], found = with_world_file(table[where], where, path)
            faults += [f"{path}: {f}" if f.startswith(f"{where}.") else f for f in found]
    return faults


def _check_terms(run: RunTable) -> list[str]:
    faults = []
    for key, read in (("budget", read_budget), ("worthwhile_gain", read_worthwhile_gain)):
        try:
            read(getattr(run, key))
        except ValueError as error:
            faults.append(f"run.{key}: {error}")
    return faults


def _check_sizes(evidence: Evidence) -> list[str]:
    faults = []
    if evidence.race_most < evidence.race_first:
        faults.append(
            f"evidence.race_most: expected at least race_first ({evidence.race_first}),"
            f" got {evidence.race_most}"
        )
    return faults


def _check_apart(evidence: Evidence, holdout: Mapping[str, Any]) -> list[str]:
    name = evidence.holdout_apart
    if not name or apart_values(evidence, holdout):
        return []
    fault = (
        f"evidence.holdout_apart: expected a parameter that [holdout] draws by any_of, got"
        f" {name!r}; write `{name} = {{ any_of = [...] }}` under [holdout]"
    )
    return [fault]


def apart_values(evidence: Evidence, holdout: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of the parameter `holdout_apart`; none where nothing is judged apart."""
    drawn = holdout.get(evidence.holdout_apart)
    return tuple(drawn.get("any_of", ())) if isinstance(drawn, Mapping) else ()


def check_table(
    table: Mapping[str, Any], into: type[msgspec.Struct], where: str
) -> tuple[dict[str, Any], list[str]]:
    """Convert a table field by field, so that all faults are found at once.

    Returns the converted values and one sentence per fault, each starting with the dotted key.
    """
    hints = get_type_hints(into, include_extras=True)
    values: dict[str, Any] = {}
    faults = [unknown_key(key, hints, where) for key in table if key not in hints]
    for info in msgspec.structs.fields(into):
        if info.name not in table:
            if info.required:
                faults.append(f"{where}{info.name}: missing; {expected(hints[info.name])}")
            continue
        value, found = _convert(table[info.name], hints[info.name], f"{where}{info.name}")
        values[info.name] = value
        faults.extend(found)
    return values, faults


def _convert(value: Any, hint: Any, key: str) -> tuple[Any, list[str]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        if not isinstance(value, Mapping):
            return None, [f"{key}: expected a table [{key}], got {value!r}"]
        values, faults = check_table(value, hint, f"{key}.")
        return (None if faults else hint(**values)), faults
    try:
        return msgspec.convert(value, hint, strict=True), []
    except msgspec.ValidationError as error:
        return None, [f"{key}: {misfit(value, hint, error)}"]


def misfit(value: Any, hint: Any, error: msgspec.ValidationError) -> str:
    """Why a value is none of a field, in words, with what the field is."""
    names = options(hint)
    problem = str(error)[0].lower() + str(error)[1:].replace("`", "").replace(" | null", "")
    if names and isinstance(value, str):
        problem = f"expected one of {', '.join(names)}"
    return f"{problem}, got {value!r}; {expected(hint)}"


def options(hint: Any) -> tuple[str, ...]:
    """The names that a field can have, where it can have only some."""
    if get_origin(hint) is Literal:
        return tuple(map(str, get_args(hint)))
    if get_origin(hint) in (Annotated, Union, UnionType):
        return tuple(name for part in get_args(hint) for name in options(part))
    return ()


def expected(hint: Any) -> str:
    """What a field is, in words, for a message."""
    if get_origin(hint) is Annotated:
        for meta in hint.__metadata__:
            if isinstance(meta, Meta) and meta.description:
                return f"it is: {meta.description}"
    return "see `ruleloop schema`"


def unknown_key(key: str, known: Mapping[str, Any], where: str) -> str:
    """One sentence on a key that is not known: a wrong unit, a slip of the pen, or neither."""
    stem = key.rsplit("_", 1)[0]
    twins = [name for name in known if name.rsplit("_", 1)[0] == stem and "_" in key]
    close = twins or difflib.get_close_matches(key, known, n=1)
    if twins:
        return f"{where}{key}: wrong unit; the parameter is `{twins[0]}`"
    hint = f"did you mean `{close[0]}`?" if close else f"known keys: {', '.join(known)}"
    return f"{where}{key}: unknown key; {hint}"
