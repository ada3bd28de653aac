"""Hold-out apart: worlds in which one parameter has one value only, judged each on its own.

Rules that win on average may win under one model of the world alone; a scenario names the
parameter that must not decide (`[evidence] holdout_apart`), such as the model of learners.
"""

import msgspec

from ruleloop.domain import DomainCard
from ruleloop.evaluation.replication import Block, Setting
from ruleloop.judge.bench import Bench
from ruleloop.judge.holdout import HoldoutResult, hold_out_in
from ruleloop.judge.stand import Stand
from ruleloop.scenario import Scenario, apart_values


class Apart(msgspec.Struct, frozen=True):
    """The hold-out where `parameter` is `value` in every world; the value as TOML would show it."""

    parameter: str
    value: str
    result: HoldoutResult

    def faults(self) -> tuple[str, ...]:
        """Why nobody should use the champion in such worlds."""
        return tuple(
            f"{fault}, where {self.parameter} is {self.value}" for fault in self.result.faults()
        )


def hold_out_apart(
    stand: Stand, opening: int, *, card: DomainCard, scenario: Scenario, bench: Bench
) -> tuple[Apart, ...]:
    """A hold-out for each value of the scenario's parameter; none where it names no parameter.

    Each has as many fresh worlds as the hold-out itself, with one replication in each. Guard-rails
    are read at their means: their bounds are asked of all worlds together.

    Raises:
        SimulatorFailure: a measure is missing or not finite.
    """
    evidence = msgspec.structs.replace(scenario.evidence, holdout_seeds=1)
    name = evidence.holdout_apart
    found = []
    for value in apart_values(evidence, scenario.holdout):
        block = Block("holdout", f"{opening}/{name}={value}", Setting("holdout", {name: value}))
        result = hold_out_in(
            block, stand, opening, card=card, evidence=evidence, bench=bench, proven=False
        )
        found.append(Apart(name, str(value), result))
    return tuple(found)
