"""What some learners did in one round: the entry that every log, count and picture is made from."""

from dataclasses import dataclass

from simulators.education_paths.learning.model import Bools, Floats, Ints


@dataclass(frozen=True)
class Done:
    """Arrays over those who did something; `who` names each learner at most once.

    activity: its number; concept, level: as in `Doing`. is_answer: an exercise.
    correct: a right answer; False without one. minutes: the learner's own. usual_min: of the
    course. load: cognitive load, overload above 1. is_unmet: prerequisites were latently unknown.
    stopped: gave the course up after it.
    """

    day: int
    who: Ints
    activity: Ints
    concept: Ints
    level: Ints
    is_answer: Bools
    correct: Bools
    minutes: Floats
    usual_min: Floats
    load: Floats
    is_unmet: Bools
    stopped: Bools
