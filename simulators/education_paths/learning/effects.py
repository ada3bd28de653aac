"""All coefficients of both models of learners, in one flat struct; a world is one too.

Three kinds, told apart by `coefficient.py`: **fitted**, so that a virtual trial reproduces a
published effect; **sourced**; **assumed**. Hold-out worlds move whatever is marked `holdout` by
a quarter. With DESIGN.md in mind: that an effect exists is put in here, and a report says so; when
and for whom it pays is what the loop finds.

Standard errors of the sources are large (a meta-analytic g of .36 has an interval of .20 to .51),
so the ranges are wide on purpose. m is mastery 0 to 1, R recall 0 to 1, q readiness 0 to 1: the
mean of what is mastered and recalled of the prerequisites.
"""

from simulators.education_paths.learning.affect_effects import AffectEffects


class Effects(AffectEffects, frozen=True, forbid_unknown_fields=True):
    """How learners learn, forget and give up."""
