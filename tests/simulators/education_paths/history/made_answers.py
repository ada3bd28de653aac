"""Made-up histories with known parameters, and the real one where it is there."""

import os
from pathlib import Path

import numpy as np
import pytest

from simulators.education_paths.history.answers import Answers

REAL = "assistments2015/answers.csv.gz"


def real_answers() -> Path:
    """The real answers; the test is skipped where they are not there."""
    for folder in filter(None, os.environ.get("RULELOOP_DATA", "").split(os.pathsep)):
        if (path := Path(folder) / REAL).is_file():
            return path
    pytest.skip(f"RULELOOP_DATA names no folder with {REAL}: 544,339 real answers")


def traced_answers(chances, *, learners: int, attempts: int, seed: int) -> Answers:
    """Every learner answers each skill `attempts` times, as knowledge tracing has it.

    chances: 4 x skills.
    """
    rng = np.random.default_rng(seed)
    known_before, learns, guess, slip = np.array(chances)
    size = (learners, len(slip))
    known, right = rng.random(size) < known_before, []
    for _ in range(attempts):
        right.append(rng.random(size) < np.where(known, 1.0 - slip, guess))
        known = known | (rng.random(size) < learns)
    learner, skill, _ = np.indices((*size, attempts))
    return answers_of(learner.ravel(), skill.ravel(), np.stack(right, axis=2).ravel())


def answers_of(learner, skill, correct) -> Answers:
    names = tuple(str(n) for n in range(int(np.max(skill)) + 1))
    return Answers(
        np.array(learner), np.array(skill), np.array(correct, bool), int(np.max(learner)) + 1, names
    )


def write_answers(path: Path, answers: Answers) -> Path:
    rows = zip(answers.learner, answers.skill, answers.correct, strict=True)
    lines = [f"{a},{n},{answers.skills[b]},{int(c)}" for n, (a, b, c) in enumerate(rows)]
    path.write_text("\n".join(["learner,step,skill,correct", *lines]) + "\n")
    return path
