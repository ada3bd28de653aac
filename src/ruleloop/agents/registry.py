"""The agents by name."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from ruleloop.agents.agent import Agent, Brief
from ruleloop.agents.language.usage import Price
from ruleloop.agents.scout import Scout
from ruleloop.errors import ScenarioError
from ruleloop.scenario import LanguageTable
from ruleloop.settings import Budget

NAMES = ("evolve", "claude", "openai")
USUAL_CLAUDE = "claude-opus-5-5"


@dataclass(frozen=True)
class Told:
    """What language models are told beside the brief, and who listens.

    program: `program.md` and the domain's brief. feedback: how the run stands now as text, and the
    champion it speaks of. spent_usd: of the run so far. tell: gets one line for people.
    """

    program: str
    brief: str
    feedback: Callable[[], tuple[str, str]]
    spent_usd: float
    tell: Callable[[str], None]


def check_agent(name: str, said_in: str, budget: Budget | None = None) -> None:
    """Refuse an unknown agent before anything is played; `said_in` is where it was named.

    Raises:
        ScenarioError: there is none of this name, or the budget is money and it costs none.
    """
    if name not in NAMES:
        raise ScenarioError(f"{said_in}: no agent `{name}`; expected one of: {', '.join(NAMES)}")
    if name == "evolve" and budget and budget.usd is not None:
        raise ScenarioError(
            "budget: the agent `evolve` costs no money; expected `200 experiments` or `20m`,"
            " or another --agent"
        )


def make_agent(
    name: str,
    brief: Brief,
    language: LanguageTable = LanguageTable(),  # noqa: B008 - frozen
    *,
    scout: Scout,
    told: Told | None = None,
    budget: Budget = Budget(),  # noqa: B008 - frozen
) -> Agent:
    """The agent of this name.

    Raises:
        ScenarioError: there is none, or it lacks a key, a model, a price or a package.
    """
    check_agent(name, "run.agent", budget)
    from ruleloop.agents.evolve.evolve import Evolve

    stand_in = Evolve(brief, scout)
    if name == "evolve":
        return stand_in
    assert told is not None
    return _language(name, language, told=told, stand_in=stand_in, budget=budget)


def _language(
    name: str, table: LanguageTable, *, told: Told, stand_in: Agent, budget: Budget
) -> Agent:
    from ruleloop.agents.language.claude import Claude
    from ruleloop.agents.language.language import Language
    from ruleloop.agents.language.model import LanguageModel
    from ruleloop.agents.language.openai import OpenAICompatible
    from ruleloop.agents.language.purse import Purse

    most, address = table.most_tokens, table.address
    if name == "claude":
        chosen = table.model or USUAL_CLAUDE
        price = _price(chosen, table, needed=True)
        model: LanguageModel = Claude(
            chosen, effort=table.effort, most_tokens=most, address=address
        )
    else:
        price = _price(table.model, table, needed=budget.usd is not None)
        model = OpenAICompatible(table.model, most_tokens=most, address=address)
    return Language(
        name=name,
        model=model,
        purse=Purse(price, budget.usd, told.spent_usd),
        program=told.program,
        brief=told.brief,
        feedback=told.feedback,
        stand_in=stand_in,
        most_tokens=most,
        under_way=table.under_way,
        patience_s=table.patience_s,
        tell=told.tell,
    )


def _price(model: str, table: LanguageTable, *, needed: bool) -> Price:
    """The user's prices, each beside the published one where there is one."""
    from ruleloop.agents.language.prices import AS_OF, PRICES

    known = PRICES.get(model)
    own = (table.usd_sent, table.usd_written, table.usd_cached, table.usd_received)
    if known is None and needed and None in own:
        raise ScenarioError(
            f"language: no price of `{model}` is known (prices of {AS_OF}); expected usd_sent,"
            " usd_written, usd_cached and usd_received under [language]"
        )
    base = known or Price(sent=0.0, written=0.0, cached=0.0, received=0.0)
    theirs = (base.sent, base.written, base.cached, base.received)
    sent, written, cached, received = (
        b if a is None else a for a, b in zip(own, theirs, strict=True)
    )
    return msgspec.structs.replace(
        base, sent=sent, written=written, cached=cached, received=received
    )
