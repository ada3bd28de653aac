"""What a week costs, by part; rounded to whole cents once, so that parts add up exactly."""

from dataclasses import dataclass

PARTS = (
    "energy",
    "imbalance",
    "fuel",
    "starts",
    "reductions",
    "curtailment",
    "losses",
    "wear",
    "cars",
    "unserved",
    "settlement",
    "reserve",
)


@dataclass
class Bill:
    """The running total by part, in EUR; income is negative.

    energy: bought on the eve. imbalance: what the import differs from it. fuel, starts: of units.
    reductions: paid to consumers. curtailment: paid for wind and sun that were cut off.
    losses: inside the import with a market, made up by units on an island: 0 in both, and kept as
        a part so that nobody looks for it. wear: of batteries. cars: paid to owners, and what cars
        lack when they leave. unserved: load cut off, and restarts. settlement: energy that is
        missing in batteries at the end, and rebound still owed. reserve: its pay (negative) and
        what was not kept.
    """

    energy: float = 0.0
    imbalance: float = 0.0
    fuel: float = 0.0
    starts: float = 0.0
    reductions: float = 0.0
    curtailment: float = 0.0
    losses: float = 0.0
    wear: float = 0.0
    cars: float = 0.0
    unserved: float = 0.0
    settlement: float = 0.0
    reserve: float = 0.0

    def add(self, amounts_eur: dict[str, float]) -> None:
        """Add amounts by part."""
        for part, eur in amounts_eur.items():
            setattr(self, part, getattr(self, part) + eur)

    def by_part_eur(self) -> dict[str, float]:
        """Every part as it stands."""
        return {part: getattr(self, part) for part in PARTS}

    def cents(self) -> dict[str, int]:
        """Every part in whole cents."""
        return {part: round(100.0 * getattr(self, part)) for part in PARTS}

    def per_mwh_eur(self, wanted_mwh: float) -> dict[str, float]:
        """Every part and their sum in EUR per MWh that consumers and cars wanted."""
        cents = self.cents()
        parts = {f"{part}_per_mwh_eur": cents[part] / 100.0 / wanted_mwh for part in PARTS}
        return {"cost_per_mwh_eur": sum(parts.values()), **parts}
