"""What one shift of a driver costs, in whole cents, so that the parts add up exactly.

Planned hours are paid in full, at least `least_paid_h`; breaks are not. Work beyond them is
overtime. Premiums are paid on the gross wage, 78 % of what an hour costs (Eurostat 2024: non-wage
labour costs are about a quarter of all), and only for time really worked. Those for night work are
the tax-free ceilings of German law (EStG 3b: 25 % from 20 to 6 h, 40 % from 0 to 4 h), which are
customary pay; that the 40 % need a start before midnight is left out.
"""

from collections.abc import Iterable

import msgspec

from simulators.supply_chain.observations import City

_DAY_MIN = 1_440.0


class PayRules(msgspec.Struct, frozen=True):
    """Terms of pay. overtime_share, night_share: premiums as shares of the gross wage.

    deep_night_multiple: the premium of 0 to 4 h as a multiple of that of 20 to 6 h: 40 / 25 %.
    """

    least_paid_h: float = 6.0
    overtime_share: float = 0.25
    night_share: float = 0.25
    deep_night_multiple: float = 1.6
    gross_share: float = 0.78


def pay_rules(city: City) -> PayRules:
    """The terms of pay of a region."""
    return PayRules(
        least_paid_h=city.least_paid_h,
        overtime_share=city.overtime_share,
        night_share=city.night_share,
        deep_night_multiple=city.deep_night_multiple,
        gross_share=city.gross_share,
    )


class Pay(msgspec.Struct, frozen=True):
    """One shift's pay by part.

    driver_cents: paid hours without overtime. overtime_cents: all that overtime costs, with its
    premium. night_cents: premiums only. paid_min includes overtime_min; night_min is work between
    20 and 6 h, deep_night_min that of it between 0 and 4 h.
    """

    driver_cents: int
    overtime_cents: int
    night_cents: int
    paid_min: float
    overtime_min: float
    night_min: float
    deep_night_min: float

    @property
    def total_cents(self) -> int:
        """All parts together."""
        return self.driver_cents + self.overtime_cents + self.night_cents


def pay_of(
    wage_eur_per_h: float,
    planned_h: float,
    worked: Iterable[tuple[float, float]],
    rules: PayRules,
) -> Pay:
    """The pay of one shift.

    wage_eur_per_h: all that an hour costs the employer. planned_h: the rostered length, breaks not
    counted. worked: (start_min, end_min) of all work, waiting and driving, not overlapping; minutes
    from Monday 0 h.
    """
    worked = tuple(worked)
    worked_min = sum(end - start for start, end in worked)
    basic_min = 60.0 * max(planned_h, rules.least_paid_h)
    overtime_min = max(0.0, worked_min - basic_min)
    night_min = sum(_at_night(span, 1_200.0, 1_800.0) for span in worked)
    deep_min = sum(_at_night(span, 1_440.0, 1_680.0) for span in worked)
    per_min = 100.0 * wage_eur_per_h / 60.0
    premium = per_min * rules.gross_share
    night = rules.night_share * (night_min + (rules.deep_night_multiple - 1.0) * deep_min)
    return Pay(
        driver_cents=round(per_min * basic_min),
        overtime_cents=round((per_min + premium * rules.overtime_share) * overtime_min),
        night_cents=round(premium * night),
        paid_min=basic_min + overtime_min,
        overtime_min=overtime_min,
        night_min=night_min,
        deep_night_min=deep_min,
    )


def _at_night(span: tuple[float, float], from_min: float, to_min: float) -> float:
    """Minutes of the span within [from_min, to_min) of any evening; both count on past midnight."""
    start, end = span
    days = range(int(start // _DAY_MIN) - 1, int(end // _DAY_MIN) + 1)
    overlaps = (
        min(end, day * _DAY_MIN + to_min) - max(start, day * _DAY_MIN + from_min) for day in days
    )
    return sum(overlap for overlap in overlaps if overlap > 0.0)
