"""All virtual trials and what was published of each: the coefficients were fitted to this table."""

from functools import partial

from simulators.education_paths.learning.trials import lessons, whole
from simulators.education_paths.learning.trials.trial import Trial

NEAR = 0.08  # how far ours may be off, where studies give no range of their own

TRIALS: tuple[Trial, ...] = (
    Trial(
        name="problem before the lesson, or after it",
        source="Sinha & Kapur 2021, doi:10.3102/00346543211019105",
        published=0.36,
        low=0.36 - NEAR,
        high=0.36 + NEAR,
        unit="d",
        measure=lessons.problem_first,
    ),
    Trial(
        name="worked examples or problems, novices",
        source="Tetzlaff et al. 2025, doi:10.1016/j.learninstruc.2025.102142",
        published=0.505,
        low=0.505 - NEAR,
        high=0.505 + NEAR,
        unit="d",
        measure=partial(lessons.assistance, mastery=lessons.NOVICE),
    ),
    Trial(
        name="worked examples or problems, experts",
        source="Tetzlaff et al. 2025, doi:10.1016/j.learninstruc.2025.102142",
        published=-0.428,
        low=-0.428 - NEAR,
        high=-0.428 + NEAR,
        unit="d",
        measure=partial(lessons.assistance, mastery=lessons.EXPERT),
    ),
    Trial(
        name="spaced or massed, after 14 days",
        source="maths .26 (OSF wdahf), classrooms .54 (Mawson & Kang 2025)",
        published=0.40,
        low=0.26,
        high=0.54,
        unit="d",
        measure=lessons.spaced,
    ),
    Trial(
        name="quiz or restudy, after 7 days",
        source="maths .22 (OSF wdahf), classrooms .50 (Yang et al. 2021, doi:10.1037/bul0000309)",
        published=0.36,
        low=0.22,
        high=0.50,
        unit="d",
        measure=lessons.quizzed,
    ),
    Trial(
        name="confusable concepts in turn or in blocks",
        source="maths, Brunmair & Richter 2019, doi:10.1037/bul0000209",
        published=0.34,
        low=0.34 - NEAR,
        high=0.34 + NEAR,
        unit="d",
        measure=lessons.interleaved,
    ),
    Trial(
        name="mastery learning or one pace for all",
        source="about .5, Kulik et al. 1990, 108 evaluations, doi:10.3102/00346543060002265",
        published=0.52,
        low=0.52 - NEAR,
        high=0.52 + NEAR,
        unit="d",
        measure=whole.mastery_against_linear,
    ),
    Trial(
        name="first answers right after instruction",
        source="Koedinger et al. 2023, doi:10.1073/pnas.2221311120",
        published=0.65,
        low=0.62,
        high=0.68,
        unit="share",
        measure=whole.first_attempt,
    ),
    Trial(
        name="learning curve, per opportunity",
        source="Koedinger et al. 2023, doi:10.1073/pnas.2221311120; 80 % after about seven",
        published=0.10,
        low=0.10 - NEAR,
        high=0.10 + NEAR,
        unit="logits",
        measure=whole.logits_per_opportunity,
    ),
    Trial(
        name="dropout of a course with mastery learning",
        source="OULAD, 32,593 students, doi:10.1038/sdata.2017.171",
        published=0.312,
        low=0.312 - 0.03,
        high=0.312 + 0.03,
        unit="share",
        measure=whole.dropout_share,
    ),
    Trial(
        name="giving up after a wrong answer or a right one",
        source="ASSISTments 2015: .150, .135 ... after 1, 2 ... wrong in a row, .027 else",
        published=5.0,
        low=4.5,
        high=5.6,
        unit="ratio",
        measure=whole.hazard_ratio,
    ),
    Trial(
        name="dropout of the poorest decile less the richest",
        source="OULAD, .372 and .259, doi:10.1038/sdata.2017.171",
        published=0.113,
        low=0.113 - 0.03,
        high=0.113 + 0.03,
        unit="share",
        measure=whole.poor_gap,
    ),
)
