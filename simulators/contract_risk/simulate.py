"""Plays a year of offers, answers and claims with a rule set."""

from itertools import chain
from typing import Any

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.contract_risk.build import build_setting
from simulators.contract_risk.claims.apply_terms import apply_terms
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.law.check import explain
from simulators.contract_risk.law.strike import Strictness
from simulators.contract_risk.papers.offered import tell_terms
from simulators.contract_risk.play.borne import borne
from simulators.contract_risk.play.deals import Deals
from simulators.contract_risk.play.measures import Year, measures
from simulators.contract_risk.play.money import bill, market_of
from simulators.contract_risk.play.negotiation import Negotiation
from simulators.contract_risk.play.reasons import why_blocked, why_refused
from simulators.contract_risk.play.strikes import strikes_of
from simulators.contract_risk.portfolio.portfolio import Floats
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.talks.legal_team import Talks, days_to_end
from simulators.contract_risk.world import World

HANDLING_DAYS = np.array([0.5, 1.5, 4.0])  # a lawyer's work on a round, by price (assumed)
MOST_TOLD = 50


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play one year; `rules` is a RulesProxy, `trace` a Trace of `ruleloop.domain`.

    Returns the measures: `exposure_per_contract_eur` and its parts in EUR per offered contract
    and year, shares between 0 and 1, counts and days.

    The referee is inside: terms that contradict themselves are replaced and counted, every offer
    is held against the law when it is made, and an offer that the law forbids ends the talks; the
    year is then played with every contract lost. Claims, courts and money follow the signed
    terms, and no draw depends on what rules do.

    Raises:
        InputFaults: the list of contracts that the world names has faults.
    """
    setting = build_setting(world, draws)
    rules.begin(market_of(world, len(setting.portfolio)))
    deals = Negotiation(setting, rules).play()
    for sentence in why_refused(deals):
        trace.reason("illegal_share", sentence)
    if deals.blocked:
        _tell_blocks(setting, deals, trace)
        deals.is_signed[:] = False
    terms = terms_columns(deals.signed, setting.portfolio)
    strikes = strikes_of(
        [f if s else () for f, s in zip(deals.findings, deals.is_signed, strict=True)],
        Strictness(at_line=world.strike_at_line, slope=world.strike_slope),
    )
    losses = apply_terms(setting.claims, terms, strikes, world=world)
    days = _days(setting, deals)
    year = Year(setting, deals, terms, losses, bill(setting, deals, terms, losses, days), days)
    if trace.on:
        _tell(year, trace)
    return measures(year)


def _days(setting: Setting, deals: Deals) -> Floats:
    portfolio, attitudes = setting.portfolio, setting.attitudes
    size = np.searchsorted((1e5, 1e6), portfolio.value_eur, side="right")
    talks = Talks(
        offered_day=attitudes.offered_day,
        answer_days=attitudes.answer_days,
        handling_days=HANDLING_DAYS[size],
        asks=deals.asks,
    )
    return days_to_end(talks, setting.world.lawyers)


def _tell_blocks(setting: Setting, deals: Deals, trace: Any) -> None:
    for sentence in why_blocked(deals, setting.portfolio):
        trace.reason("blocks", sentence)
    for contract, terms, findings in deals.blocked[:MOST_TOLD]:
        for finding in findings:
            trace.event(
                "block",
                type=setting.portfolio.contracts[contract].type,
                seat=setting.portfolio.contracts[contract].seat,
                law=terms.law,
                rule=finding.rule,
                why=explain(finding),
            )


def _tell(year: Year, trace: Any) -> None:
    """The contracts with what they cost, who bears losses, the cost of every simulated year."""
    portfolio, deals = year.setting.portfolio, year.deals
    numbers = {terms: k for k, terms in enumerate(dict.fromkeys(chain(*deals.steps)))}
    for terms, number in numbers.items():
        trace.event("terms", **tell_terms(number, terms))
    for k, contract in enumerate(portfolio.contracts):
        trace.event(
            "contract",
            type=contract.type,
            seat=contract.seat,
            annual_eur=contract.annual_eur,
            signed=bool(deals.is_signed[k]),
            rounds=int(deals.asks[k]),
            days=round(float(year.days[k]), 1),
            terms=repr(deals.terms[k]),
            contract=msgspec.to_builtins(contract),
            steps=[numbers[terms] for terms in deals.steps[k]],
            findings=[finding.rule for finding in deals.findings[k]],
            cost_eur={name: round(float(part[k]), 2) for name, part in year.bill.by_part.items()},
        )
    for record in borne(year.losses):
        trace.event("borne", **record)
    for number, cost_eur in enumerate(np.sort(year.losses.year_eur)[::-1].tolist()):
        trace.event("year", rank=number + 1, cost_eur=round(cost_eur, 2))
