"""A cohort: who learns, drawn before play; latent, so never shown to rules."""

from dataclasses import dataclass

from simulators.education_paths.learning.model import Bools, Floats, Ints


@dataclass(frozen=True)
class Learners:
    """Arrays over learners (and concepts); facts of the world that no rule can change.

    mastery: learners x concepts, knowledge before the course, 0 to 1. ability: logits around 0.
    rate: of learning, around 1. stability: factor of memory stability, median 1.
    persistence: logits around 0, lowers the chance to give up. pace: factor of minutes, around 1.
    pretest_share: what the pre-test showed, 0 to 1.
    prior_third: 0 low, 1 middle, 2 high prior knowledge. is_poor: of the poorest neighbourhoods.
    is_slow: of the quarter that forgets fastest.
    """

    mastery: Floats
    ability: Floats
    rate: Floats
    stability: Floats
    persistence: Floats
    pace: Floats
    pretest_share: Floats
    prior_third: Ints
    is_poor: Bools
    is_slow: Bools
