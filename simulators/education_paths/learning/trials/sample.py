"""Who takes part in a virtual trial."""

from dataclasses import dataclass

import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.model import Floats

LEARNERS = 4000
ABILITY_SD = 0.75  # logits between students: Koedinger et al. 2023, halves of 55 and 75 % right
RATE_SD = 0.15  # log; students differ little in how fast they learn (ibidem)
STABILITY_SD = 1.7  # log; between users of flash cards: fits of 49 users of FSRS-6
PRIOR_SPREAD = 12.0  # a + b of the beta distribution of mastery before: sd .09 at a mean of .12


@dataclass(frozen=True)
class Sample:
    """Traits of the participants: see `Traits`."""

    mastery: Floats
    ability: Floats
    rate: Floats
    stability: Floats
    persistence: Floats


def sample(draws: Draws, mastery: tuple[float, ...], persistence: float = 0.0) -> Sample:
    """Participants of a trial.

    mastery: mean by concept, 0 to 1, before it. persistence: their mean, in standard deviations.
    """
    generator = draws.generator("sample")
    ability = generator.normal(0.0, ABILITY_SD, LEARNERS)
    mean = np.array(mastery)
    known = generator.beta(
        mean * PRIOR_SPREAD, (1.0 - mean) * PRIOR_SPREAD, (LEARNERS, len(mastery))
    )
    return Sample(
        mastery=known,
        ability=ability,
        rate=np.exp(generator.normal(0.0, RATE_SD, LEARNERS)),
        stability=np.exp(generator.normal(0.0, STABILITY_SD, LEARNERS)),
        persistence=generator.normal(persistence, 1.0, LEARNERS),
    )
