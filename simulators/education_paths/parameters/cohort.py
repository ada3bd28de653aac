"""The cohort: what learners know before, and how they differ."""

from typing import Annotated

from simulators.education_paths.parameters.course import CourseParameters
from simulators.education_paths.parameters.meta import assumed, counted, sourced

OULAD = "Open University Learning Analytics data set, CC-BY 4.0 (doi:10.1038/sdata.2017.171)"
KOEDINGER = "Koedinger et al. 2023 (doi:10.1073/pnas.2221311120)"
PRIOR = "prior knowledge"
FSRS = "first 49 users of the per-user FSRS-6 fits of srs-benchmark"


class CohortParameters(CourseParameters, frozen=True, forbid_unknown_fields=True):
    """Who learns. There are no learning styles: no such interaction has been found."""

    learners: Annotated[int, counted("learners who start", ge=20, le=2000)] = 500
    pretest_items: Annotated[int, counted("items of the pre-test", ge=3, le=60)] = 12
    prior_mastery: Annotated[
        float,
        assumed(
            0.1,
            0.4,
            "median knowledge of a first concept before the course",
            ge=0.01,
            moved_with=PRIOR,
        ),
    ] = 0.18
    prior_depth_logit: Annotated[
        float,
        assumed(
            0.1, 0.6, "how much less is known one layer deeper (logits)", le=3, moved_with=PRIOR
        ),
    ] = 0.3
    prior_sd: Annotated[
        float,
        assumed(
            0.5, 1.2, "how learners differ in prior knowledge (sd, logits)", le=3, moved_with=PRIOR
        ),
    ] = 0.9
    prior_concept_sd: Annotated[
        float,
        assumed(
            0.4,
            1.0,
            "and each of them from concept to concept (sd, logits)",
            le=3,
            moved_with=PRIOR,
        ),
    ] = 0.7
    prior_ability_r: Annotated[
        float,
        assumed(0.2, 0.7, "correlation of prior knowledge and ability", le=0.95, moved_with=PRIOR),
    ] = 0.5
    ability_sd: Annotated[
        float,
        sourced(
            KOEDINGER, "how learners differ in ability (sd, logits)", le=3, between=(0.65, 0.85)
        ),
    ] = 0.75
    rate_sd: Annotated[
        float,
        sourced(
            f"{KOEDINGER}; contested: arXiv 2605.01690",
            "how learners differ in the speed of learning (sd of logs)",
            between=(0.05, 0.3),
        ),
    ] = 0.15
    stability_sd: Annotated[
        float,
        sourced(
            FSRS, "how learners differ in memory stability (sd of logs)", le=3, between=(1.0, 2.0)
        ),
    ] = 1.7
    persistence_sd: Annotated[
        float, assumed(0.6, 1.4, "how learners differ in persistence (sd, logits)", le=3)
    ] = 1.0
    poor_share: Annotated[
        float,
        sourced(
            f"a fifth of the population; {OULAD}",
            "learners from the poorest fifth of neighbourhoods",
            ge=0.01,
            le=0.9,
            between=(0.1, 0.5),
        ),
    ] = 0.2
    poor_prior: Annotated[
        float,
        sourced(
            f"passed among those who stayed: .56 of the poorest, .78 of the richest tenth; {OULAD}",
            "how much more the richest know beforehand than the poorest (logits)",
            le=3,
            between=(0.2, 0.9),
        ),
    ] = 0.5
    pace_sd: Annotated[
        float, assumed(0.1, 0.35, "how learners differ in the time they take (sd of logs)")
    ] = 0.2
