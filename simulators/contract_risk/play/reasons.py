"""Why offers are forbidden or refused, in sentences that whoever wrote the rules can act on."""

from collections import defaultdict
from collections.abc import Iterator

from simulators.contract_risk.law.case import laws_of
from simulators.contract_risk.law.catalogue import BY_ID
from simulators.contract_risk.play.deals import Deals
from simulators.contract_risk.portfolio.portfolio import Portfolio


def why_blocked(deals: Deals, portfolio: Portfolio) -> Iterator[str]:
    """One sentence a rule of law: where it forbids how many offers, and what would pass."""
    offers: dict[str, list[int]] = defaultdict(list)
    laws: dict[str, set[str]] = defaultdict(set)
    for contract, terms, findings in deals.blocked:
        for finding in findings:
            offers[finding.rule].append(contract)
            laws[finding.rule] |= {*laws_of(portfolio.contracts[contract], terms)}
    for name, where in sorted(offers.items(), key=lambda item: (-len(item[1]), item[0])):
        rule = BY_ID[name]
        found = ", ".join(sorted(laws[name] & {*rule.jurisdictions}))
        types = ", ".join(sorted({portfolio.contracts[contract].type for contract in where}))
        yield (
            f"{name} (law of {found}): {rule.fix}; forbids {len(where)} offers of {types}"
            f" [{rule.citation}: {rule.plain_text}]"
        )


def why_refused(deals: Deals) -> Iterator[str]:
    """One contradiction a kind, as it was found first."""
    yield from deals.contradictions.values()
