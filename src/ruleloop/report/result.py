"""Everything that a report shows, as plain data; whoever holds the ledger fills it.

Gains are paired and positive when the candidate is better, whatever the objective's direction.
All texts may come from rules or agents: they are data, and every renderer escapes them. All
numbers are finite; what is not known is None.
"""

from typing import Literal

import msgspec

from ruleloop.judge.verdict import Estimate, Outcome, Reading, Stage
from ruleloop.report import clean

Status = Literal["running", "finished", "interrupted"]
Role = Literal["baseline", "best shipped", "champion", "foresight", "floor"]


class Goal(msgspec.Struct, frozen=True):
    """The objective: its measure, unit (`EUR/unit`), direction and name in plain words."""

    measure: str
    unit: str
    direction: Literal["minimise", "maximise"]
    words: str = ""


class Interval(msgspec.Struct, frozen=True):
    """A mean in its measure's unit, and where it lies with the stated confidence."""

    mean: float
    low: float
    high: float
    confidence: float = 0.95


class Ranked(msgspec.Struct, frozen=True):
    """One shipped rule set in the opening tournament, best first; no objective when it failed."""

    name: str
    objective: Interval | None
    guardrails_hold: bool
    note: str = ""


class ExperimentRow(msgspec.Struct, frozen=True):
    """One proposal, compactly. `refused` never reached the screen; `note` says why.

    `screen_gain` and `confirmed_gain` are against the champion of that moment, or against the best
    proven champion where the proposal claimed to be simpler, in the objective's unit.
    """

    number: int
    outcome: Outcome | Literal["refused"]
    hypothesis: str
    stage: Stage | None = None
    screen_gain: float | None = None
    confirmed_gain: float | None = None
    replications: int = 0
    note: str = ""


class Keep(msgspec.Struct, frozen=True):
    """One kept rewrite: its gain, confirmed on fresh seeds.

    `confirmed` is over the champion before it where it was kept for its gain, and over the best
    champion proven before it (the anchor) where it was kept for its simplicity: then it may be
    below zero. `cumulative` is the gain over best shipped: the confirmed gain on top of the
    cumulative gain of the rules that it was measured against.
    """

    number: int
    hypothesis: str
    confirmed: Estimate
    cumulative: float
    kept_for: Literal["gain", "simplicity"] = "gain"


class Gain(msgspec.Struct, frozen=True):
    """A gain over best shipped; `reference` is the mean objective of best shipped beside it."""

    estimate: Estimate
    reference: float


class Gains(msgspec.Struct, frozen=True):
    """The three numbers of a run, each against best shipped; None where not (yet) known.

    `in_search` was selected and flatters; `confirmed` used fresh seeds of the same worlds;
    `held_out` used worlds that the search never saw. Only the last is for decisions.
    """

    in_search: Gain | None = None
    confirmed: Gain | None = None
    held_out: Gain | None = None


class Arm(msgspec.Struct, frozen=True):
    """One rule set or bound on the hold-out: its mean objective and the parts that sum to it."""

    role: Role
    name: str
    objective: Interval
    parts: dict[str, float] = {}


class Apart(msgspec.Struct, frozen=True):
    """The hold-out where one world parameter has one value: it must convince there, too.

    `fault` says why the champion failed there. The gain is unknown when a rule set failed.
    """

    parameter: str
    value: str
    worlds: int
    gain: Gain | None = None
    guardrails: tuple[Reading, ...] = ()
    fault: str = ""


class HoldOut(msgspec.Struct, frozen=True):
    """One opening of the hold-out: how large it was, and every arm that played it to its end.

    `fault` says why the champion failed there, empty when it did not; an arm that failed is not
    in `arms`. `beats_floor` says that the champion was better than a bound that nothing can beat.
    This is opening `opening` (from 1) of at most `most_openings` of the run.
    """

    worlds: int
    replications: int
    arms: tuple[Arm, ...]
    guardrails: tuple[Reading, ...] = ()
    opening: int = 1
    fault: str = ""
    beats_floor: bool = False
    most_openings: int = 5
    apart: tuple[Apart, ...] = ()

    def arm(self, role: Role) -> Arm | None:
        """The arm in this role, if it was played."""
        return next((arm for arm in self.arms if arm.role == role), None)


class StressResult(msgspec.Struct, frozen=True):
    """One rare situation: did the rules survive it? None where they were not tried."""

    name: str
    why: str
    champion_passes: bool | None
    best_shipped_passes: bool | None = None
    detail: str = ""


class SensitivityRow(msgspec.Struct, frozen=True):
    """How the gain over best shipped moves when one parameter takes its extreme values.

    It is an assumption or a sourced figure with a plausible range; or a group of such, which are
    moved together: `members` says what they are and between which values.
    An estimate is None when a rule set failed there.
    """

    parameter: str
    low_value: float
    high_value: float
    at_low: Estimate | None
    at_high: Estimate | None
    description: str = ""
    members: tuple[str, ...] = ()


class WorldParameter(msgspec.Struct, frozen=True):
    """One world parameter: what the search played, what the hold-out played, and its source.

    An empty `source` means that it is an assumption. `moved` says between which values, and with
    which group, the sensitivity moves it; empty: it does not.
    """

    name: str
    search: str
    hold_out: str = ""
    source: str = ""
    description: str = ""
    moved: str = ""


class Traded(msgspec.Struct, frozen=True):
    """One rule set against best shipped: its gain, and how far the second measure moved."""

    name: str
    gain: float
    change: float


class TradeOff(msgspec.Struct, frozen=True):
    """What the tried rule sets did to the objective and to the measure it is weighed against.

    `tried` are those of `how_many` that are shown, `shipped` what there was before the search,
    `limits` the guard-rails on the measure, as changes against best shipped.
    """

    measure: str
    tried: tuple[Traded, ...]
    how_many: int
    kept: tuple[Traded, ...] = ()
    shipped: tuple[Traded, ...] = ()
    limits: tuple[float, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """A picture of one replication, as SVG text; the same seed for both rule sets."""

    title: str
    champion: str
    best_shipped: str = ""


class RunResult(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run, for readers.

    `baseline`, `best_shipped` and `champion` name rule sets; the champion equals best shipped
    when nothing better was found. `hold_out` is the opening for this champion, None while there is
    none; `openings_left` says how many more the run may have. `counts` gives experiments by
    outcome. `finished_at` is text, given by the caller. `plain_words` maps measures to words.
    `assumed_levers` says which effects the simulator assumes rather than the loop found. `papers`
    are documents that the domain drew up for this champion, as paths beside the report.
    """

    title: str
    domain_title: str
    scenario: str
    status: Status
    goal: Goal
    baseline: str
    best_shipped: str
    champion: str
    finished_at: str = ""
    seed: int | str = 0
    isolation: str = ""
    versions: dict[str, str] = {}
    agent: str = ""
    budget: str = ""
    replications: int = 0
    tournament: tuple[Ranked, ...] = ()
    experiments: tuple[ExperimentRow, ...] = ()
    counts: dict[str, int] = {}
    keeps: tuple[Keep, ...] = ()
    gains: Gains = Gains()
    hold_out: HoldOut | None = None
    openings_left: int = 5
    stress: tuple[StressResult, ...] = ()
    sensitivity: tuple[SensitivityRow, ...] = ()
    best_shipped_source: str = ""
    champion_source: str = ""
    trade_off: TradeOff | None = None
    figures: tuple[Figure, ...] = ()
    papers: tuple[str, ...] = ()
    parameters: tuple[WorldParameter, ...] = ()
    assumed_levers: tuple[str, ...] = ()
    reproduce: str = ""
    plain_words: dict[str, str] = {}

    @property
    def improved(self) -> bool:
        """True when the champion is not simply the best shipped rule set."""
        return bool(self.keeps)


def to_json(result: msgspec.Struct) -> bytes:
    """The result as indented JSON, in the order of its fields; texts as they are, escaped."""
    return msgspec.json.format(msgspec.json.encode(clean.encodable(result)), indent=2)


def from_json(data: bytes) -> RunResult:
    """Read what `to_json` wrote.

    Raises:
        msgspec.ValidationError: the data is no result of a run.
    """
    return msgspec.json.decode(data, type=RunResult)
