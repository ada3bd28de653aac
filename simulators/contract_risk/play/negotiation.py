"""Offers and answers, round by round, until every contract is signed or lost."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulators.contract_risk.claims.terms_columns import TermsColumns, terms_columns
from simulators.contract_risk.law.check import blocks, check_terms
from simulators.contract_risk.observations import Ask
from simulators.contract_risk.partners.answer import Answers, answers
from simulators.contract_risk.partners.attitudes import HEADS
from simulators.contract_risk.partners.dislikes import Opinion, opinion
from simulators.contract_risk.play.deals import Deals, nothing_yet
from simulators.contract_risk.play.higher_caps import who_buys, with_higher_cap
from simulators.contract_risk.play.referee import ruled
from simulators.contract_risk.portfolio.portfolio import Flags, Integers
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.terms import Terms, Walk

OFFERED_IN = 2026
"""The year whose law holds."""


class Negotiation:
    """The talks of a year: all contracts of a round are asked for in one message.

    The order of contracts is shuffled for every message, so that no rule can tell who is who.
    """

    def __init__(self, setting: Setting, rules: Any) -> None:
        self._setting = setting
        self._rules = rules
        self.deals = nothing_yet(len(setting.portfolio))

    def play(self) -> Deals:
        """The deals; talks end at once when an offer is forbidden by law."""
        contracts = self._setting.portfolio.contracts
        everybody = self._shuffled(np.arange(len(contracts)), 0)
        given = self._rules.choose_terms.map([contracts[k] for k in everybody])
        self._offer(everybody, given, number=0)
        for number in range(self._setting.world.rounds + 1):
            if self.deals.blocked or not self.deals.is_open.any():
                break
            self._ask(self._answered(number), number)
        return self.deals

    def _shuffled(self, chosen: Integers, number: int) -> Integers:
        rng = self._setting.draws.generator("order", number)
        return np.asarray(chosen[rng.permutation(len(chosen))], dtype=np.int64)

    def _offer(self, chosen: Integers, given: Sequence[Terms | Walk], *, number: int) -> None:
        """Put terms on the table, once the referee and the law have seen them."""
        deals, setting = self.deals, self._setting
        contracts, types = setting.portfolio.contracts, setting.portfolio.type
        offered = deals.fallbacks if number else deals.openings
        for k, answer in zip(chosen.tolist(), given, strict=True):
            contract = contracts[k]
            terms, contradictions = ruled(contract, answer, deals.terms[k] or setting.usual[k])
            if contradictions:
                deals.refuse(contradictions)
            if isinstance(terms, Walk):
                deals.is_open[k] = False
                continue
            if terms is deals.terms[k]:
                continue
            terms = deals.variants.setdefault(terms, terms)
            deals.terms[k] = terms
            deals.steps[k].append(terms)
            offered.add((int(types[k]), terms))
            found = check_terms(contract, terms, OFFERED_IN)
            deals.findings[k] = found
            if forbidden := blocks(found):
                deals.blocked.append((k, terms, forbidden))
        deals.decisions += len(chosen)

    def _answered(self, number: int) -> Answers:
        """What the other sides do; who signs has signed, who neither signs nor asks is lost."""
        deals, setting = self.deals, self._setting
        columns = terms_columns(deals.terms, setting.portfolio)
        thought = self._opinion(columns)
        done = answers(setting.portfolio, setting.world, setting.attitudes, thought, number=number)
        signs = done.signs & deals.is_open
        deals.price_eur[signs] = thought.price_eur[signs]
        deals.is_signed |= signs
        self._sell_caps(columns, signs)
        deals.is_open &= done.asks
        return done

    def _sell_caps(self, columns: TermsColumns, signs: Flags) -> None:
        """Higher caps for those who buy them; softer terms need no new look at the law's lines."""
        deals, portfolio = self.deals, self._setting.portfolio
        for k in np.flatnonzero(who_buys(self._setting, columns, signs)).tolist():
            terms = with_higher_cap(_on_table(deals, k))
            deals.price_eur[k] -= columns.price_of_cap[k] * portfolio.annual_eur[k]
            deals.findings[k] = check_terms(portfolio.contracts[k], terms, OFFERED_IN)
            deals.terms[k] = terms

    def _opinion(self, terms: TermsColumns) -> Opinion:
        setting = self._setting
        return opinion(
            setting.claims.exposure,
            setting.world,
            setting.attitudes,
            terms=terms,
            market=setting.market,
            usual=setting.paid,
        )

    def _ask(self, answered: Answers, number: int) -> None:
        """One round of talks: what is offered next to those who ask."""
        deals, setting = self.deals, self._setting
        asking = np.flatnonzero(deals.is_open)
        if not len(asking):
            return
        asking = self._shuffled(asking, number + 1)
        deals.asks[asking] += 1
        waited = setting.attitudes.answer_days[:, : number + 1].sum(axis=1)
        asks = [
            Ask(
                contract=setting.portfolio.contracts[k],
                terms=_on_table(deals, k),
                asks=HEADS[answered.head[k]],
                round=number + 1,
                rounds_left=setting.world.rounds - number - 1,
                days=round(float(waited[k]), 1),
            )
            for k in asking.tolist()
        ]
        self._offer(asking, self._rules.concede.map(asks), number=number + 1)


def _on_table(deals: Deals, contract: int) -> Terms:
    terms = deals.terms[contract]
    assert terms is not None
    return terms
