"""Everything that recorded answers tell: knowledge tracing, spread of learners, and stops."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulators.education_paths.history.answers import Answers
from simulators.education_paths.history.bootstrap import Interval, by_learner
from simulators.education_paths.history.fit_stops import Stops, fit_stops
from simulators.education_paths.history.read_answers import read_answers
from simulators.education_paths.history.sequences import Sequences, largest_skills, sequences_of
from simulators.education_paths.history.shares import EARLY, QUANTILES, Shares
from simulators.education_paths.history.spread import Spread, fit_spread, made_up
from simulators.education_paths.history.tracing import (
    Tracing,
    fit_tracing,
    predicted,
    resampled,
)
from simulators.education_paths.learning.model import Bools, Floats, Ints
from simulators.supply_chain.readers.faults import InputFaults

MOST_SKILLS = 60
LEAST_LEARNERS = 30  # on a skill, to trace it
QUARTILES = (0.25, 0.5, 0.75)
LEAST_FIRST = 10  # first answers of a learner, for a share of its own
MADE_UP = 20  # cohorts, for what the spread of learners lets expect

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Traced:
    """Knowledge tracing of the largest skills.

    quartiles: over skills, of each chance of `tracing.NAMES`: 4 x 3. right, expected: by attempt,
    the share of right answers, and what tracing expects given the answers before.
    """

    tracing: Tracing
    skills: int
    quartiles: Interval
    right: Floats
    expected: Floats


@dataclass(frozen=True)
class Described:
    """Shares of right answers: of all, by attempt, and quantiles over skills and learners."""

    overall: Interval
    by_attempt: Interval
    of_skills: Interval
    of_learners: Interval


@dataclass(frozen=True)
class Apart:
    """How far learners lie apart: the fit, and quantiles of their shares of right first answers.

    first: in the data. expected: of made-up learners of the fitted spread, on the same skills.
    """

    spread: Spread
    first: Floats
    expected: Floats


@dataclass(frozen=True)
class AnswerFit:
    """What a history of answers tells. stops: None where too few were seen."""

    answers: Answers
    traced: Traced
    described: Described
    apart: Apart
    stops: Stops | None


def fit_answers(path: Path, progress: Progress = lambda _share, _words: None) -> AnswerFit:
    """Read a file of answers and fit everything; the same file always gives the same figures.

    Raises:
        InputFaults: the file has faults, or too few learners on every skill.
    """
    progress(0.0, "reading answers")
    answers = read_answers(path)
    skills = largest_skills(answers, most=MOST_SKILLS, least_learners=LEAST_LEARNERS)
    if not len(skills):
        expected = f"a skill that at least {LEAST_LEARNERS} learners answered"
        raise InputFaults([f"{path.name}, column skill: expected {expected}, got none"])
    sequences, shares = sequences_of(answers, skills), Shares(answers)
    words = f"tracing {len(skills)} skills"
    tracing = fit_tracing(sequences, lambda share: progress(0.1 + 0.2 * share, words))
    traced = _traced(answers, sequences, tracing)
    progress(0.3, "spread of learners")
    apart = _apart(shares)
    words = "resampling learners"
    described = _described(answers, shares, lambda share: progress(0.5 + 0.25 * share, words))
    stops = fit_stops(answers, lambda share: progress(0.75 + 0.25 * share, "stops"))
    return AnswerFit(answers, traced, described, apart, stops)


def _traced(answers: Answers, sequences: Sequences, tracing: Tracing) -> Traced:
    def quartiles(weights: Floats) -> Floats:
        chances = resampled(tracing, sequences, weights)
        return np.quantile(chances, QUARTILES, axis=1).T

    chances = predicted(sequences, tracing.chances)[:EARLY]
    early = sequences.steps[:EARLY]
    times = [sequences.times[: len(step)] for step in early]
    return Traced(
        tracing=tracing,
        skills=len(sequences.skills),
        quartiles=by_learner(answers.learners, quartiles),
        right=np.array([np.average(s, weights=t) for s, t in zip(early, times, strict=True)]),
        expected=np.array([np.average(c, weights=t) for c, t in zip(chances, times, strict=True)]),
    )


def _apart(shares: Shares) -> Apart:
    learner, skill, right = shares.first
    spread = fit_spread(learner, skill, right)
    made = [made_up(spread, learner, skill, seed=seed) for seed in range(MADE_UP)]
    quantiles = [_first_shares(learner, each) for each in (right, *made)]
    return Apart(spread, quantiles[0], np.mean(quantiles[1:], axis=0))


def _first_shares(learner: Ints, right: Bools) -> Floats:
    """Quantiles over learners with enough first answers; NaN where nobody has them."""
    given = np.bincount(learner)
    often = given >= LEAST_FIRST
    if not often.any():
        return np.full(len(QUANTILES), np.nan)
    return np.quantile(np.bincount(learner, right)[often] / given[often], QUANTILES)


def _described(answers: Answers, shares: Shares, on_done: Callable[[float], None]) -> Described:
    statistics = (shares.overall, shares.by_attempt, shares.of_skills, shares.of_learners)
    sizes = np.cumsum([1, EARLY, len(QUANTILES)])
    found = by_learner(
        answers.learners, lambda w: np.concatenate([each(w) for each in statistics]), on_done
    )
    ends = [np.split(each, sizes) for each in (found.value, found.low, found.high)]
    return Described(*(Interval(*each) for each in zip(*ends, strict=True)))
