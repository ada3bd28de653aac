"""Whether the learner model reproduces published effects, and how fast both models are.

    OPENBLAS_NUM_THREADS=1 python benchmarks/education_trials.py [--learners 500]

First every virtual trial: what was published, what counts as the same, and ours; then the learning
curve and the effects without the coefficients that are said to make them; then activities per
CPU second, with the chance of a right answer asked for each, at a round of that many learners.
"""

import argparse
import time

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.education_paths.learning.build import ModelKind, build_model
from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.learning.model import EXERCISE, Doing
from simulators.education_paths.learning.traits import Subject
from simulators.education_paths.learning.trials import lessons, whole
from simulators.education_paths.learning.trials.published import TRIALS
from simulators.education_paths.learning.trials.sample import LEARNERS, Sample

ROUNDS, CONCEPTS = 60, 12
MAKES = {
    "problem before the lesson": (lessons.problem_first, {"prepared_gain": 0.0}),
    "confusable concepts in turn": (lessons.interleaved, {"contrast_gain": 0.0}),
    "spaced": (lessons.spaced, {"right_spaced": 0.0, "lesson_spaced": 0.0, "wrong_spaced": 0.0}),
    "quiz": (lessons.quizzed, {"again_gain": 1.0}),
}


def trials(effects: Effects) -> None:
    """The table of published effects and ours."""
    print(
        f"| trial ({LEARNERS:,} learners, both arms) | published | counts as same | ours | unit |"
    )
    print("|---|---|---|---|---|")
    for trial in TRIALS:
        ours = trial.measure(effects)
        kept = "" if trial.low <= ours <= trial.high else " MISSED"
        within = f"{trial.low:.3g} to {trial.high:.3g}"
        print(
            f"| {trial.name} | {trial.published:.3g} | {within} | {ours:.3f}{kept} | {trial.unit} |"
        )
    curve = " ".join(f"{share:.2f}" for share in whole.curve(effects))
    print(f"\nright answers by opportunity: {curve}")
    course = whole.mastery_course(effects)
    print(f"activities of who finishes: {course.activities[~course.stopped].mean():.1f}\n")
    for name, (measure, without) in MAKES.items():
        lacking = measure(msgspec.structs.replace(effects, **without))
        print(f"{name}, with {without}: d = {lacking:.3f} instead of {measure(effects):.3f}")


def activities_per_second(kind: ModelKind, learners: int) -> float:
    """Activities of a whole cohort, each asked for its chance and then done."""
    numbers = np.random.default_rng(1)
    traits = Sample(
        mastery=numbers.beta(1.2, 5.0, (learners, CONCEPTS)),
        ability=numbers.normal(0.0, 0.75, learners),
        rate=np.ones(learners),
        stability=np.exp(numbers.normal(0.0, 1.7, learners)),
        persistence=numbers.normal(0.0, 1.0, learners),
    )
    subject = Subject(
        prerequisites=tuple(tuple(range(max(0, n - 2), n)) for n in range(CONCEPTS)),
        confusable=tuple((n ^ 1,) for n in range(CONCEPTS)),
        difficulty=(0.0,) * CONCEPTS,
    )
    model = build_model(
        kind, traits, subject=subject, effects=Effects(), draws=Draws(b"sixteen bytes ok")
    )
    rounds = [_round(numbers, learners, number / 4.0) for number in range(ROUNDS)]
    luck = numbers.random((ROUNDS, learners))
    begun = time.process_time()
    for doing, each in zip(rounds, luck, strict=True):
        model.study(doing, each < model.p_correct(doing))
    return ROUNDS * learners / (time.process_time() - begun)


def _round(numbers: np.random.Generator, learners: int, day: float) -> Doing:
    kind = numbers.integers(0, 4, learners)
    return Doing(
        who=np.arange(learners),
        concept=numbers.integers(0, CONCEPTS, learners),
        kind=kind,
        level=np.where(kind == EXERCISE, numbers.integers(1, 4, learners), 0),
        day=day,
        session_min=np.full(learners, 10.0),
    )


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=500)
    learners = parser.parse_args().learners
    begun = time.process_time()
    trials(Effects())
    print(f"\nall of that: {time.process_time() - begun:.1f} CPU-s\n")
    kinds: tuple[ModelKind, ...] = ("continuous", "tracing")
    for kind in kinds:
        best = max(activities_per_second(kind, learners) for _ in range(3))
        print(f"{kind}: {best:,.0f} activities/s in rounds of {learners}")


if __name__ == "__main__":
    main()
