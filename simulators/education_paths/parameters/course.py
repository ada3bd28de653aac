"""The course: its concepts and what they build on, its activities, its days and its exam."""

from typing import Annotated

from simulators.education_paths.learning.effects import Effects
from simulators.education_paths.parameters.meta import assumed, counted, sourced, table

ITEM_BANK = "item difficulties and slopes of MathExam14W (729 students, 13 items; psychotools)"
SKILLS = "spread of 100 skills, ASSISTments 2015: 0.28 to 2.2 logits from 5 to 95 %"
MINUTES = "minutes of activities"
GRAPH = "how concepts hang together"
CHOICE = "multiple choice of five"


class CourseParameters(Effects, frozen=True, forbid_unknown_fields=True):
    """What is taught, how long it takes, and what is asked at the end."""

    concepts_csv: Annotated[str, table("own concepts")] = ""
    activities_csv: Annotated[str, table("own activities")] = ""
    concepts: Annotated[int, counted("concepts of the course", ge=2, le=60)] = 12
    layers: Annotated[int, counted("concepts in its longest chain", ge=1, le=30)] = 4
    prerequisite_share: Annotated[
        float,
        assumed(
            0.05,
            0.4,
            "chance that a concept builds on one more of the layer before it",
            moved_with=GRAPH,
        ),
    ] = 0.2
    sibling_share: Annotated[
        float,
        assumed(
            0.2, 0.9, "chance that two neighbours of a layer are easily mistaken", moved_with=GRAPH
        ),
    ] = 0.6
    concept_difficulty_sd: Annotated[
        float,
        sourced(SKILLS, "how concepts differ in difficulty (sd, logits)", le=2, between=(0.3, 0.7)),
    ] = 0.55
    video_min: Annotated[
        float, assumed(4.0, 8.0, "minutes of a video", ge=0.5, le=60, moved_with=MINUTES)
    ] = 5.5
    text_min: Annotated[
        float, assumed(2.5, 6.0, "minutes of a text", ge=0.5, le=60, moved_with=MINUTES)
    ] = 3.5
    worked_min: Annotated[
        float, assumed(2.5, 6.0, "minutes of a worked example", ge=0.5, le=60, moved_with=MINUTES)
    ] = 3.5
    easy_min: Annotated[
        float, assumed(1.0, 2.0, "minutes of an easy exercise", ge=0.2, le=60, moved_with=MINUTES)
    ] = 1.25
    middle_min: Annotated[
        float,
        assumed(1.5, 4.0, "minutes of a middling exercise", ge=0.2, le=60, moved_with=MINUTES),
    ] = 2.5
    hard_min: Annotated[
        float, assumed(3.5, 8.0, "minutes of a hard exercise", ge=0.2, le=60, moved_with=MINUTES)
    ] = 5.0
    minutes_cv: Annotated[
        float,
        assumed(
            0.05, 0.25, "how activities of a kind differ in length (sd / mean)", moved_with=MINUTES
        ),
    ] = 0.12
    wrong_minutes_factor: Annotated[
        float,
        assumed(1.1, 1.7, "how much longer a wrong answer takes", ge=1, le=4, moved_with=MINUTES),
    ] = 1.35
    days: Annotated[int, counted("days on which one may learn", ge=1, le=120)] = 14
    exam_delay_days: Annotated[
        int, counted("days from the last of them to the exam", ge=1, le=120)
    ] = 7
    budget_min: Annotated[float, counted("minutes of a learner in all", ge=10, le=6000)] = 150.0
    session_min: Annotated[float, counted("minutes of a day at most", ge=5, le=480)] = 40.0
    exam_items: Annotated[int, counted("items of the exam", ge=4, le=200)] = 42
    exam_share_cv: Annotated[
        float, assumed(0.2, 0.7, "how concepts differ in their share of the exam (sd / mean)")
    ] = 0.4
    exam_slope_sd: Annotated[
        float, sourced(ITEM_BANK, "how exam items differ in slope (sd of logs)")
    ] = 0.3
    exam_difficulty: Annotated[
        float, sourced(ITEM_BANK, "mean difficulty of exam items (logits)", ge=-3, le=3)
    ] = -0.3
    exam_difficulty_sd: Annotated[
        float, sourced(ITEM_BANK, "how exam items differ in difficulty (sd, logits)", le=3)
    ] = 0.9
    exam_guess: Annotated[
        float, sourced(CHOICE, "chance to solve an exam item by guessing", le=0.5)
    ] = 0.2
