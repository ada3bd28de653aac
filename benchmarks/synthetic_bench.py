"""A bench of known truth: rule sets whose gain, noise and faults are written in their source.

The judge cannot tell it from a real one: same protocol, same purity, paired worlds. So whatever
it claims can be compared with the truth. A "source" is the JSON text of a `Model`.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from ruleloop.domain import DomainCard, Guardrail, Minimise, Objective, Parameter, Stress
from ruleloop.evaluation.replication import Block, Fault, Job, Replication

Noise = Literal["gaussian", "skewed", "rare 2 %", "rare 0.5 %", "none"]
NOISES: tuple[Noise, ...] = ("gaussian", "skewed", "rare 2 %", "rare 0.5 %")

_CHUNK = 512
_WORLD_SD = 20.0


class Model(msgspec.Struct, frozen=True):
    """One rule set: its true gain over rules of gain 0, and how it behaves otherwise.

    gain, sd: mean and standard deviation of its paired gain, in EUR.
    world_sd: how much its gain differs between worlds, in EUR.
    measures, measure_sd: means and spreads of further measures.
    never: (tier, index) of the replication in which `forbidden` is 1.
    fault: (tier, index) of the replication that ends in an exception.
    windfall: (tier, index) of the replication whose cost is far below the floor.
    disaster: (tier, index, EUR) of a replication with this loss on top.
    fickle: decides otherwise when it is played again.
    stressed: in any stress situation, the measure `served` falls to this value.
    by_tier: gain instead of `gain` in replications of this tier, in EUR.
    per_demand: gain for every unit of the world parameter `demand` above 1, in EUR.
    """

    name: str
    gain: float = 0.0
    noise: Noise = "gaussian"
    sd: float = 1.0
    world_sd: float = 0.0
    measures: dict[str, float] = {}
    measure_sd: dict[str, float] = {}
    never: tuple[str, int] | None = None
    fault: tuple[str, int] | None = None
    windfall: tuple[str, int] | None = None
    disaster: tuple[str, int, float] | None = None
    fickle: bool = False
    stressed: float | None = None
    by_tier: dict[str, float] = {}
    per_demand: float = 0.0

    @property
    def source(self) -> str:
        """This model as the text that the judge hands around."""
        return msgspec.json.encode(self).decode()


def make_card(
    *,
    objective: Objective | None = None,
    guardrails: tuple[Guardrail, ...] = (),
    stress: tuple[Stress, ...] = (),
    parameters: tuple[Parameter, ...] = (),
    sample: dict[str, Any] | None = None,
) -> DomainCard:
    """The card of the synthetic domain: a cost in EUR, or what is asked for."""
    return DomainCard(
        name="synthetic",
        title="Known truth",
        objective=objective or Minimise("cost", "EUR"),
        guardrails=guardrails,
        stress=stress,
        signals=(),
        idioms=(),
        knobs=(),
        decisions={},
        parameters=parameters,
        world_schema={},
        rule_sets={},
        plain_words={},
        has_floor=True,
        has_foresight=False,
        sample=sample or {},
    )


class SyntheticBench:
    """Implements `ruleloop.judge.bench.Bench`; `played` counts, `stopped` counts early closings."""

    def __init__(self, seed: int, objective: Objective | None = None) -> None:
        self._seed = seed
        self._objective = objective or Minimise("cost", "EUR")
        self._models: dict[str, Model] = {}
        self._arrays: dict[tuple[Any, ...], NDArray[np.float64]] = {}
        self.played = 0
        self.stopped = 0
        self.blocks: set[tuple[str, str]] = set()

    def play(self, rules: str, block: Block, indices: range) -> Iterator[Replication]:
        """Yield replications one at a time; nothing is worked out ahead."""
        self.blocks.add((block.tier, block.number))
        done = 0
        try:
            for index in indices:
                self.played += 1
                done += 1
                yield self._replication(self._model(rules), rules, block, index)
        finally:
            self.stopped += done < len(indices)

    def play_each(self, jobs: Sequence[Job]) -> Iterator[Replication]:
        """Yield replications one at a time; nothing is worked out ahead."""
        for job in jobs:
            yield from self.play(job.rules, job.block, range(job.index, job.index + 1))

    def replay(self, rules: str, block: Block, index: int) -> Replication:
        """Play one replication anew: only a fickle model gives another trace."""
        model = self._model(rules)
        played = self._replication(model, rules, block, index)
        digest = played.digest + " again" if model.fickle else played.digest
        return msgspec.structs.replace(played, digest=digest)

    def _model(self, rules: str) -> Model:
        if rules not in self._models:
            self._models[rules] = msgspec.json.decode(rules, type=Model)
        return self._models[rules]

    def _replication(self, model: Model, rules: str, block: Block, index: int) -> Replication:
        here = (block.tier, index)
        if model.fault == here:
            return Replication({}, Fault("raised", "ZeroDivisionError: division by zero"))
        sign = -1.0 if isinstance(self._objective, Minimise) else 1.0
        world = 1000.0 + _WORLD_SD * self._normal("world", block, index)
        value = world + sign * self._gain(model, rules, block, index)
        if model.windfall == here:
            value = sign * 1e6
        floor = 0.0 if isinstance(self._objective, Minimise) else 2000.0
        measures = {self._objective.measure: value, "forbidden": float(model.never == here)}
        for measure, mean in model.measures.items():
            spread = model.measure_sd.get(measure, 0.0)
            measures[measure] = mean + spread * self._normal(f"{measure}{rules}", block, index)
        if model.stressed is not None and block.tier == "stress":
            measures["served"] = model.stressed
        changes = model.gain or model.noise != "none"
        return Replication(measures, digest=model.name if changes else "idle", floor=floor)

    def _gain(self, model: Model, rules: str, block: Block, index: int) -> float:
        gain = model.by_tier.get(block.tier, model.gain)
        if model.noise != "none":
            gain += model.sd * self._draw(rules, model.noise, block, index)
        if model.world_sd:
            world = index // block.seeds_per_world
            gain += model.world_sd * self._normal(f"by world {rules}", block, world)
        if model.disaster and model.disaster[:2] == (block.tier, index):
            gain -= model.disaster[2]
        demand = float(block.setting.overrides.get("demand", 1.0))
        return gain + model.per_demand * (demand - 1.0)

    def _normal(self, what: str, block: Block, index: int) -> float:
        return self._draw(what, "gaussian", block, index)

    def _draw(self, what: str, noise: Noise, block: Block, index: int) -> float:
        chunk, offset = divmod(index, _CHUNK)
        key = (what, noise, block.tier, block.number, block.setting.ranges, chunk)
        if key not in self._arrays:
            if len(self._arrays) > 64:
                self._arrays.pop(next(iter(self._arrays)))
            text = "\x1f".join(map(str, (self._seed, *key)))
            digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
            generator = np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))
            self._arrays[key] = standard_noise(noise, _CHUNK, generator)
        return float(self._arrays[key][offset])


def standard_noise(noise: Noise, count: int, generator: np.random.Generator) -> NDArray[np.float64]:
    """`(count,)` paired gains of mean 0 and standard deviation 1.

    `skewed` is minus a lognormal with sigma 1 (skewness -6): many small gains, few large losses.
    `rare` is a small steady gain paid for by a disaster of that probability.
    """
    if noise == "skewed":
        raw = generator.lognormal(0.0, 1.0, count)
        return (math.exp(0.5) - raw) / math.sqrt((math.e - 1.0) * math.e)
    if noise.startswith("rare"):
        chance = 0.02 if noise == "rare 2 %" else 0.005
        struck = generator.random(count) < chance
        steady = math.sqrt(chance / (1.0 - chance))
        raw = np.where(struck, -1.0 / steady, steady)
        return (raw + 0.3 * steady * generator.standard_normal(count)) / math.hypot(
            1.0, 0.3 * steady
        )
    if noise == "none":
        return np.zeros(count)
    return generator.standard_normal(count)
