"""How far learners and skills lie apart, in logits, from first answers to each skill.

The Rasch model by marginal maximum likelihood (Bock & Aitkin 1981, doi:10.1007/BF02293801): the log
odds of a right answer are a learner's ability, normal around 0, minus the difficulty of the skill.
First answers only: later ones hang together with those before, and learners who master a skill
leave it. What chance alone adds to the spread of shares is no part of it.
"""

from dataclasses import dataclass

import numpy as np

from simulators.education_paths.history.sequences import starts
from simulators.education_paths.learning.model import Bools, Floats, Ints

NODES = 21  # of the quadrature over abilities
MOST_ROUNDS, ENOUGH = 60, 1e-3  # largest change of a logit in the round that is the last
LEAST_SD, FARTHEST_STEP = 0.01, 0.7  # of abilities; of its logarithm in a round
FARTHEST_SD = 5.0  # of difficulties, a weak prior: skills that everybody solves stay finite
NORMAL_95 = 1.959964


@dataclass(frozen=True)
class Range95:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """Standard deviations in logits, and the difficulty of every skill that was met."""

    ability_sd: Range95
    difficulty_sd: Range95
    difficulty: Floats


def fit_spread(learner: Ints, skill: Ints, right: Bools) -> Spread:
    """The spread of learners and skills, from first answers sorted by learner.

    Intervals come from the information in the learners' scores (outer products); that of skills
    also has what another draw of as many skills would change.
    """
    met, skill = np.unique(skill, return_inverse=True)
    first = starts((learner,))
    asked = _Asked(np.repeat(np.arange(len(first)), np.diff(np.append(first, len(learner)))),
                   skill, right, first)  # fmt: skip
    difficulty, sd = np.zeros(len(met)), 1.0
    for _ in range(MOST_ROUNDS):
        before = np.append(difficulty, sd)
        difficulty, sd = asked.round(difficulty, sd)
        if np.max(np.abs(np.append(difficulty, sd) - before)) < ENOUGH:
            break
    scores = asked.scores(difficulty, sd)
    variances = np.diag(np.linalg.pinv(scores.T @ scores, hermitian=True))
    half = NORMAL_95 * sd * float(np.sqrt(variances[-1]))
    ability = Range95(sd, max(0.0, sd - half), sd + half)
    return Spread(ability, _difficulty_sd(difficulty, variances[:-1]), difficulty)


def _difficulty_sd(difficulty: Floats, variances: Floats) -> Range95:
    """The sd of true difficulties: that of the estimates less what their errors add."""
    count = len(difficulty)
    if count < 2:
        return Range95(0.0, 0.0, 0.0)
    observed = float(np.var(difficulty, ddof=1))
    sd = float(np.sqrt(max(0.0, observed - float(np.mean(variances)))))
    half = NORMAL_95 * float(np.sqrt(observed / (2.0 * (count - 1))))
    return Range95(sd, max(0.0, sd - half), sd + half)


def made_up(spread: Spread, learner: Ints, skill: Ints, *, seed: int) -> Bools:
    """First answers to the same skills, right or not, of made-up learners of this spread."""
    rng = np.random.default_rng(seed)
    _, learner = np.unique(learner, return_inverse=True)
    _, skill = np.unique(skill, return_inverse=True)
    ability = spread.ability_sd.value * rng.standard_normal(int(learner.max()) + 1)
    chance = _logistic(ability[learner] - spread.difficulty[skill])
    right: Bools = rng.random(len(chance)) < chance
    return right


@dataclass(frozen=True)
class _Asked:
    """First answers, sorted by learner; `first` says where each learner's start."""

    learner: Ints
    skill: Ints
    right: Bools
    first: Ints

    def round(self, difficulty: Floats, sd: float) -> tuple[Floats, float]:
        """One round: EM of the difficulties, a step by scores of the sd, for which EM is slow."""
        nodes, mass = self._posterior(difficulty, sd)
        each = mass[self.learner]
        count = len(difficulty)
        asked = np.array([np.bincount(self.skill, column, count) for column in each.T]).T
        solved = np.array([np.bincount(self.skill, self.right * c, count) for c in each.T]).T
        for _ in range(2):  # Newton steps: an improvement is enough
            chance = _logistic(nodes[None, :] - difficulty[:, None])
            slope = np.sum(asked * chance - solved, axis=1) - difficulty / FARTHEST_SD**2
            bend = np.sum(asked * chance * (1.0 - chance), axis=1) + 1.0 / FARTHEST_SD**2
            difficulty = difficulty + np.clip(slope / bend, -2.0, 2.0)
        score = mass @ nodes**2 / sd**2 - 1.0
        step = float(np.sum(score) / np.sum(score * score))
        step = min(FARTHEST_STEP, max(-FARTHEST_STEP, step))
        return difficulty, max(LEAST_SD, sd * float(np.exp(step)))

    def scores(self, difficulty: Floats, sd: float) -> Floats:
        """Learners x (skills + 1): what each learner says of difficulties and of log sd."""
        nodes, mass = self._posterior(difficulty, sd)
        chance = _logistic(nodes[None, :] - difficulty[:, None])
        expected = np.sum(mass[self.learner] * chance[self.skill], axis=1)
        scores = np.zeros((len(self.first), len(difficulty) + 1))
        scores[self.learner, self.skill] = expected - self.right
        scores[:, -1] = mass @ nodes**2 / sd**2 - 1.0
        return scores

    def _posterior(self, difficulty: Floats, sd: float) -> tuple[Floats, Floats]:
        """Abilities, and how likely each learner has each of them: learners x nodes."""
        points, weights = np.polynomial.hermite_e.hermegauss(NODES)
        nodes = sd * points
        chance = _logistic(nodes[None, :] - difficulty[:, None])
        yes, no = np.log(chance)[self.skill], np.log1p(-chance)[self.skill]
        logs = np.add.reduceat(np.where(self.right[:, None], yes, no), self.first, axis=0)
        logs += np.log(weights)
        mass = np.exp(logs - logs.max(axis=1, keepdims=True))
        return nodes, mass / mass.sum(axis=1, keepdims=True)


def _logistic(logits: Floats) -> Floats:
    chance: Floats = np.clip(1.0 / (1.0 + np.exp(-logits)), 1e-12, 1.0 - 1e-12)
    return chance
