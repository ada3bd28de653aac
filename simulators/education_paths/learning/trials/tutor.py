"""What a tutor of a virtual trial believes, from answers alone, and where it leads learners."""

import numpy as np

from simulators.education_paths.learning.model import EXERCISE, TEXT, VIDEO, Bools, Ints

KNOWN_AT = 0.95
MOST_ATTEMPTS = 10
LESSONS_AT_ONE_PACE = 4
START, LEARN, GUESS, SLIP = 0.3, 0.2, 0.3, 0.15  # knowledge tracing, around ASSISTments medians


class Tutor:
    """By learner and concept: lessons, attempts and the chance that it is known."""

    def __init__(self, learners: int, concepts: int) -> None:
        self.lessons = np.zeros((learners, concepts), dtype=np.int64)
        self.attempts = np.zeros((learners, concepts), dtype=np.int64)
        self.known = np.full((learners, concepts), START)

    def note(self, who: Ints, concept: Ints, *, exercise: Bools, correct: Bools) -> None:
        """Bayesian knowledge tracing (Corbett & Anderson 1995, doi:10.1007/BF01099821)."""
        self.lessons[who, concept] += ~exercise
        self.attempts[who, concept] += exercise
        before = self.known[who, concept]
        right = before * (1 - SLIP) / (before * (1 - SLIP) + (1 - before) * GUESS)
        wrong = before * SLIP / (before * SLIP + (1 - before) * (1 - GUESS))
        after = np.where(correct, right, wrong)
        self.known[who, concept] = np.where(exercise, after + (1 - after) * LEARN, before)


def mastery(tutor: Tutor, who: Ints) -> tuple[Ints, Ints]:
    """A video, then exercises until a concept is known by .95 or was tried ten times.

    Returns:
        Concept, -1 when all is done, and kind (code) of what each does next.
    """
    waiting = (tutor.known[who] < KNOWN_AT) & (tutor.attempts[who] < MOST_ATTEMPTS)
    waiting |= tutor.lessons[who] == 0
    concept = np.where(waiting.any(axis=1), waiting.argmax(axis=1), -1)
    return concept, np.where(tutor.lessons[who, concept] == 0, VIDEO, EXERCISE)


def mastery_and_review(tutor: Tutor, who: Ints) -> tuple[Ints, Ints]:
    """Mastery learning, then exercises on whatever is known least, until the minutes are over."""
    concept, kind = mastery(tutor, who)
    done = concept < 0
    weakest = tutor.known[who].argmin(axis=1)
    return np.where(done, weakest, concept), np.where(done, EXERCISE, kind)


def linear(tutor: Tutor, who: Ints) -> tuple[Ints, Ints]:
    """Conventional teaching at one pace: video, text, an exercise, then twice the text again.

    Texts in order where minutes are left in the end: most students review by reading again.
    """
    lessons, attempts = tutor.lessons[who], tutor.attempts[who]
    waiting = (lessons < LESSONS_AT_ONE_PACE) | (attempts < 1)
    concept = np.where(waiting.any(axis=1), waiting.argmax(axis=1), lessons.argmin(axis=1))
    each = np.arange(who.size)
    seen, tried = lessons[each, concept], attempts[each, concept]
    exercise = (seen == 2) & (tried == 0)
    return concept, np.where(exercise, EXERCISE, np.where(seen == 0, VIDEO, TEXT))
