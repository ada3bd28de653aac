"""Bayesian knowledge tracing, fitted to many skills at once by expectation-maximisation.

Corbett & Anderson 1995, doi:10.1007/BF01099821: a skill is known or not; who does not know it
learns it with chance T after each answer and never forgets; a right answer comes by knowing it, but
for a slip S, or by a guess G; L0 knew it before the first answer. A chance has one pseudo
observation on either side (Beta(2, 2) prior), so that it stays off 0 and 1 where data say little.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulators.education_paths.history.sequences import Sequences
from simulators.education_paths.learning.model import Bools, Floats

NAMES = ("known before", "learnt by an answer", "guess", "slip")
START = (0.5, 0.2, 0.2, 0.1)
MOST_ROUNDS, ENOUGH = 300, 0.02  # of EM; log-likelihood gained by a round that is the last
STEP_LOGITS = 1e-3  # of the differences that give the curvature
FARTHEST_LOGITS = 4.0  # of one step of the bootstrap: farther is beyond what a quadratic tells


@dataclass(frozen=True)
class Tracing:
    """Chances by skill: 4 x skills in the order of `NAMES`; `step` for `resampled`.

    step: pairs of learner and skill x 4, the pull of each on its skill's log odds.
    """

    chances: Floats
    step: Floats


@dataclass(frozen=True)
class _Expected:
    """For each sequence: expected number of hits and of tries of each chance; and its likelihood.

    hits, tries: 4 x sequences. right: chance of a right answer given those before it, by step.
    """

    hits: Floats
    tries: Floats
    log_likelihood: Floats
    right: tuple[Floats, ...]


def fit_tracing(
    sequences: Sequences, on_round: Callable[[float], None] = lambda _share: None
) -> Tracing:
    """The most likely chances of every skill; `on_round` is told the share of rounds done."""
    chances = np.tile(np.array(START)[:, None], len(sequences.skills))
    before = -np.inf
    for done in range(MOST_ROUNDS):
        found = _expect(sequences, chances)
        reached = float(sequences.times @ found.log_likelihood) + _prior(chances)
        if reached - before < ENOUGH:
            break
        before = reached
        hits, tries = _sums(sequences, found)
        chances = (hits + 1.0) / (tries + 2.0)
        on_round(done / MOST_ROUNDS)
    return Tracing(chances, _pulls(sequences, chances))


def predicted(sequences: Sequences, chances: Floats) -> tuple[Floats, ...]:
    """The chance of a right answer at each step, given the answers before it; like `steps`."""
    return _expect(sequences, chances).right


def resampled(tracing: Tracing, sequences: Sequences, weights: Floats) -> Floats:
    """The chances had each learner been met `weights` times: one Newton step from the fit.

    Such a step repeats the estimate to first order (one-step bootstrap; Davison & Hinkley 1997,
    section 2.7) at a hundredth of the cost of a fit.
    """
    skill, pairs = sequences.skill[sequences.member], weights[sequences.learner] - 1.0
    count = len(sequences.skills)
    step = np.array([np.bincount(skill, pairs * each, count) for each in tracing.step.T])
    step = np.clip(step, -FARTHEST_LOGITS, FARTHEST_LOGITS)
    odds = tracing.chances / (1.0 - tracing.chances) * np.exp(step)
    moved: Floats = odds / (1.0 + odds)
    return moved


def _prior(chances: Floats) -> float:
    return float(np.sum(np.log(chances) + np.log1p(-chances)))


def _sums(sequences: Sequences, found: _Expected) -> tuple[Floats, Floats]:
    hits = np.array([sequences.by_skill(each) for each in found.hits])
    return hits, np.array([sequences.by_skill(each) for each in found.tries])


def _expect(sequences: Sequences, chances: Floats) -> _Expected:
    """Forward and backward over all sequences at once; step by step they become fewer."""
    before, learns, guess, slip = chances[:, sequences.skill]
    known, filtered, right, log_likelihood = [], [], [], np.zeros(len(before))
    now = before
    for answers in sequences.steps:
        n = len(answers)
        now = now[:n]
        if_known = np.where(answers, 1.0 - slip[:n], slip[:n])
        if_not = np.where(answers, guess[:n], 1.0 - guess[:n])
        seen = now * if_known + (1.0 - now) * if_not
        log_likelihood[:n] += np.log(seen)
        known.append(now)
        filtered.append(now * if_known / seen)
        right.append(now * (1.0 - slip[:n]) + (1.0 - now) * guess[:n])
        now = filtered[-1] + (1.0 - filtered[-1]) * learns[:n]
    hits, tries = _backward(sequences.steps, learns, known=known, filtered=filtered)
    return _Expected(hits, tries, log_likelihood, tuple(right))


def _backward(
    steps: tuple[Bools, ...], learns: Floats, *, known: list[Floats], filtered: list[Floats]
) -> tuple[Floats, Floats]:
    """Expected hits and tries; what is known stays known, so smoothing is one division."""
    hits, tries = np.zeros((4, len(learns))), np.zeros((4, len(learns)))
    after = np.zeros(0)
    for t in reversed(range(len(steps))):
        answers, m = steps[t], len(after)
        n = len(answers)
        smoothed = filtered[t].copy()
        if m:
            ratio = after / known[t + 1]
            smoothed[:m] *= ratio
            hits[1, :m] += (1.0 - filtered[t][:m]) * learns[:m] * ratio
            tries[1, :m] += 1.0 - smoothed[:m]
        hits[2, :n] += (1.0 - smoothed) * answers
        tries[2, :n] += 1.0 - smoothed
        hits[3, :n] += smoothed * ~answers
        tries[3, :n] += smoothed
        after = smoothed
    hits[0], tries[0] = after, 1.0
    return hits, tries


def _pulls(sequences: Sequences, chances: Floats) -> Floats:
    """How far each pair of learner and skill pulls the log odds of its skill: pairs x 4."""
    found = _expect(sequences, chances)
    scores = found.hits - chances[:, sequences.skill] * found.tries
    inverse = np.linalg.pinv(_curvature(sequences, chances), hermitian=True)
    steps = np.einsum("nij,jn->ni", inverse[sequences.skill], scores)
    pulls: Floats = steps[sequences.member]
    return pulls


def _curvature(sequences: Sequences, chances: Floats) -> Floats:
    """Minus the second derivatives of the log posterior in log odds: skills x 4 x 4."""
    columns = []
    for j in range(4):
        ends = []
        for sign in (1.0, -1.0):
            moved = np.log(chances / (1.0 - chances))
            moved[j] += sign * STEP_LOGITS
            moved = 1.0 / (1.0 + np.exp(-moved))
            hits, tries = _sums(sequences, _expect(sequences, moved))
            ends.append(hits + 1.0 - moved * (tries + 2.0))
        columns.append((ends[1] - ends[0]) / (2.0 * STEP_LOGITS))
    raw = np.array(columns).transpose(2, 0, 1)
    curvature: Floats = 0.5 * (raw + raw.transpose(0, 2, 1))
    return curvature
