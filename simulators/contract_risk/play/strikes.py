"""What courts would strike, from the findings about signed terms."""

from collections.abc import Mapping, Sequence

from simulators.contract_risk.claims.strikes import GONE, REDUCED, VOID, Strikes, no_strikes
from simulators.contract_risk.law.rule import Clause, Left
from simulators.contract_risk.law.strike import Strictness, Struck, struck
from simulators.contract_risk.perils.kinds import DATA, NON_PAYMENT, PERILS
from simulators.contract_risk.play.deals import Findings

LEFT: Mapping[Left, int] = {"no_limit": VOID, "clause_gone": GONE, "reduced": REDUCED}
LIMITED = [peril for peril in range(len(PERILS)) if peril not in {DATA, NON_PAYMENT}]
LIMITS: Mapping[Clause, list[int]] = {"cap": LIMITED, "data_cap": [DATA]}
OTHERS: Mapping[str, tuple[Clause, ...]] = {
    "waiver": ("indirect",),
    "agreed": ("delay",),
    "time": ("warranty", "notice"),
}
"""What falls with which clauses; other doubtful clauses are counted, but decide no dispute."""


def strikes_of(findings: Sequence[Findings], strictness: Strictness) -> Strikes:
    """How likely clauses of each contract fall."""
    strikes = no_strikes(len(findings))
    for contract, found in enumerate(findings):
        if not any(finding.grade == "GREY" for finding in found):
            continue
        for clause, perils in LIMITS.items():
            _note(strikes, contract, perils, struck(found, clause, strictness))
        for name, clauses in OTHERS.items():
            fates = [struck(found, clause, strictness).probability for clause in clauses]
            getattr(strikes, name)[contract] = max(fates)
    return strikes


def _note(strikes: Strikes, contract: int, perils: list[int], fate: Struck) -> None:
    if fate.left in LEFT:
        strikes.probability[contract, perils] = fate.probability
        strikes.left[contract, perils] = LEFT[fate.left]
