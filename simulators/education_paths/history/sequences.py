"""Answers of one learner on one skill, in order; sequences that are alike are kept once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulators.education_paths.history.answers import Answers
from simulators.education_paths.learning.model import Bools, Floats, Ints


@dataclass(frozen=True)
class Sequences:
    """Different sequences of right and wrong by skill, the longest first.

    Answers of a few learners on a skill are few bits, so most of the sequences are alike: a fit
    needs a fifth of the time when each is looked at once.

    steps: right answers at each place, of those sequences that are that long (always the first).
    skill: of each sequence, an index into `skills`. times: how often each was met.
    skills: codes in the answers, that with most answers first.
    member, learner: for each pair of learner and skill, its sequence and the learner.
    """

    steps: tuple[Bools, ...]
    skill: Ints
    times: Floats
    skills: Ints
    member: Ints
    learner: Ints

    def by_skill(self, values: Floats) -> Floats:
        """The sum over sequences of each skill, each as often as it was met."""
        found = np.bincount(self.skill, self.times * values, len(self.skills))
        return np.asarray(found, dtype=np.float64)


def largest_skills(answers: Answers, *, most: int, least_learners: int) -> Ints:
    """The skills with most answers among those that enough learners met, at most `most`."""
    sizes = np.bincount(answers.skill, minlength=len(answers.skills))
    pairs = np.unique(answers.learner * len(sizes) + answers.skill)
    learners = np.bincount(pairs % len(sizes), minlength=len(sizes))
    order = np.argsort(-sizes, kind="stable")
    chosen: Ints = order[learners[order] >= least_learners][:most]
    return chosen


def sequences_of(answers: Answers, skills: Ints) -> Sequences:
    """All answers of each learner on each of these skills, also where others came between."""
    place = np.full(len(answers.skills), -1)
    place[skills] = np.arange(len(skills))
    kept = place[answers.skill] >= 0
    learner, skill = answers.learner[kept], place[answers.skill[kept]]
    order = np.lexsort((skill, learner))  # stable: answers stay in order
    learner, skill, right = learner[order], skill[order], answers.correct[kept][order]
    first = starts((learner, skill))
    ends = np.append(first[1:], len(learner))
    bits = right.astype(np.uint8).tobytes()
    keys = [(skill[a].item(), bits[a:b]) for a, b in zip(first, ends, strict=True)]
    unique = sorted(set(keys), key=lambda key: (-len(key[1]), key))
    number = {key: n for n, key in enumerate(unique)}
    member = np.array([number[key] for key in keys], dtype=np.int64)
    return Sequences(
        steps=_steps([key[1] for key in unique]),
        skill=np.array([key[0] for key in unique], dtype=np.int64),
        times=np.bincount(member, minlength=len(unique)).astype(np.float64),
        skills=skills,
        member=member,
        learner=learner[first],
    )


def starts(columns: Sequence[Ints]) -> Ints:
    """Where a new combination of these columns starts."""
    new = np.zeros(len(columns[0]), dtype=np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)


def _steps(texts: list[bytes]) -> tuple[Bools, ...]:
    longest = len(texts[0]) if texts else 0
    table = np.zeros((longest, len(texts)), dtype=np.bool_)
    lengths = np.array([len(text) for text in texts])
    for n, text in enumerate(texts):
        table[: len(text), n] = np.frombuffer(text, dtype=np.uint8)
    return tuple(table[t, : int(np.sum(lengths > t))] for t in range(longest))
