"""Coefficients of learning: what an activity teaches, in the continuous model."""

from typing import Annotated

import msgspec

from simulators.education_paths.learning.coefficient import assumed, fitted

CURVE = "learning curve, Koedinger et al. 2023, doi:10.1073/pnas.2221311120"
FAILURE = "productive failure, Sinha & Kapur 2021, doi:10.3102/00346543211019105"
REVERSAL = "worked examples, Tetzlaff et al. 2025, 176 effects"
MIXING = "interleaving, Brunmair & Richter 2019, doi:10.1037/bul0000209"
MASTERY = "mastery learning, Kulik et al. 1990, doi:10.3102/00346543060002265"


class KnowledgeEffects(msgspec.Struct, frozen=True):
    """Of answers and of gains in mastery."""

    guess: Annotated[
        float, assumed(0.05, 0.25, "chance to solve an exercise unknowing", le=0.9)
    ] = 0.12
    mastery_logits: Annotated[
        float, assumed(3.2, 4.8, "of a right answer, from m R = 0 to 1", holdout=False)
    ] = 4.0
    unknown_logits: Annotated[
        float, fitted(CURVE, "of a wrong answer at m R = 0", between=(0.94, 1.56))
    ] = 1.25
    ability_logits: Annotated[
        float, assumed(0.3, 0.8, "of a right answer for each logit of ability", holdout=False)
    ] = 0.5
    easy_logits: Annotated[float, assumed(0.6, 1.4, "an easy exercise is easier by")] = 1.0
    hard_logits: Annotated[float, assumed(0.8, 1.6, "a hard exercise is harder by")] = 1.1
    ground_logits: Annotated[
        float, assumed(0.5, 1.5, "readiness for concepts without prerequisites, of ability 0")
    ] = 1.0

    video_gain: Annotated[float, assumed(0.22, 0.38, "rate of a video", trial=CURVE)] = 0.3
    text_gain: Annotated[float, assumed(0.19, 0.32, "rate of a text", trial=CURVE)] = 0.255
    worked_gain: Annotated[
        float, fitted(REVERSAL, "rate of a worked example", between=(0.077, 0.128))
    ] = 0.1025
    worked_novice: Annotated[
        float, assumed(1.2, 2.0, "factor of a worked example at m = 0", trial=REVERSAL)
    ] = 1.6
    worked_reversal: Annotated[
        float, fitted(REVERSAL, "what m = 1 takes off that factor", between=(1.29, 2.15))
    ] = 1.72
    again_gain: Annotated[
        float,
        fitted(
            MASTERY,
            "factor of a video or text for each one seen on the concept before",
            between=(0.26, 0.44),
            le=1,
        ),
    ] = 0.35
    lesson_unready: Annotated[float, assumed(0.2, 0.45, "factor of a lesson at q = 0")] = 0.3
    lesson_ready: Annotated[float, assumed(0.6, 1.1, "what q = 1 adds to that factor")] = 0.9

    easy_gain: Annotated[float, assumed(0.04, 0.07, "rate, easy exercise", trial=CURVE)] = 0.054
    middle_gain: Annotated[float, fitted(CURVE, "rate, middle exercise", between=(0.06, 0.1))] = (
        0.08
    )
    hard_gain: Annotated[float, assumed(0.09, 0.15, "rate, hard exercise", trial=CURVE)] = 0.12
    right_gain: Annotated[float, assumed(0.45, 0.75, "factor of a right answer")] = 0.6
    challenge_gain: Annotated[
        float,
        assumed(0.4, 1.0, "added to it where right and wrong are even (4 P (1 - P) = 1)"),
    ] = 0.8
    wrong_gain: Annotated[float, assumed(0.2, 0.5, "factor of a wrong answer with feedback")] = 0.35
    wrong_known_gain: Annotated[
        float, assumed(0.6, 1.2, "added to it where feedback is understood: m + .35 q = 1")
    ] = 0.9
    exercise_novice: Annotated[float, assumed(0.3, 0.6, "factor of an exercise at m = 0")] = 0.45
    exercise_known: Annotated[
        float, assumed(0.6, 1.0, "added to it from m = .625 on", trial=REVERSAL)
    ] = 0.8
    exercise_unready: Annotated[float, assumed(0.4, 0.8, "factor of an exercise at q = 0")] = 0.6
    exercise_ready: Annotated[float, assumed(0.3, 0.7, "what q = 1 adds to that factor")] = 0.5

    prepared_gain: Annotated[
        float, fitted(FAILURE, "added to a lesson after productive failure", between=(0.8, 1.32))
    ] = 1.06
    prepared_middle: Annotated[
        float, assumed(0.26, 0.44, "of preparation, by failing a middle exercise", trial=FAILURE)
    ] = 0.35
    prepared_hard: Annotated[
        float, assumed(0.5, 0.9, "of preparation, by failing a hard exercise", trial=FAILURE)
    ] = 0.70
    prepared_from: Annotated[
        float, assumed(0.05, 0.2, "least q to fail productively", le=1.0, trial=FAILURE)
    ] = 0.12
    prepared_span: Annotated[
        float, assumed(0.3, 0.5, "of q, until failing is fully productive")
    ] = 0.4
    prepared_below: Annotated[float, assumed(0.4, 0.6, "highest m to fail productively", le=1)] = (
        0.5
    )
    prepared_used: Annotated[float, assumed(0.5, 0.8, "of preparation, by a lesson", le=1)] = 0.65

    contrast_gain: Annotated[
        float,
        fitted(MIXING, "added to an exercise right after one of a sibling", between=(0.58, 0.98)),
    ] = 0.78
    overload_loss: Annotated[float, assumed(0.2, 0.5, "of a lesson, for load 2", le=1)] = 0.35
    tired_loss: Annotated[
        float, assumed(0.002, 0.01, "of a gain, for each minute after `tired_from_min`", le=0.016)
    ] = 0.005
    tired_from_min: Annotated[
        float, assumed(25, 45, "minutes of a session that tire none", le=240)
    ] = 35.0
