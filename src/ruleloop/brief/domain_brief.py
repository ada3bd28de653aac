"""A domain in Markdown, made from its card: all that somebody must know to write rules for it."""

from collections.abc import Iterable

from ruleloop.brief.limits import limit_words
from ruleloop.domain import DomainCard, Minimise, Objective
from ruleloop.isolation.allowed import MODULES
from ruleloop.judge.guardrails import with_allowance


def domain_brief(card: DomainCard, search_allowance: float = 1.0) -> str:
    """Decisions, objective, guard-rails, idioms, and what rules must not do; the same every time.

    It holds no result of any run, so that it can stand first in a prompt and be cached.
    search_allowance: share of each `NotWorse` that a candidate may use up, above 0 to 1.
    """
    parts = (
        _head(card),
        _decisions(card),
        _objective(card),
        _guardrails(card, search_allowance),
        _rare(card),
        _signals(card),
        _idioms(card),
        _knobs(card),
        _forbidden(),
        _judging(),
        _interface(card),
    )
    return "\n".join(part for part in parts if part)


def _head(card: DomainCard) -> str:
    return _section(
        f"# Rules for: {card.title or card.name}",
        "Write one Python module, the *rule module*. A simulator plays a world and calls its"
        " functions whenever something must be decided. You improve the rules, not one solution:"
        " they are judged on worlds that you never see.",
    )


def _decisions(card: DomainCard) -> str:
    lines = [
        f"- `{name}({', '.join(parameters)})`" + (" (may be left out)" * (name in card.optional))
        for name, parameters in card.decisions.items()
    ]
    after = "Types, units and ranges stand in the interface at the end."
    return _section("## Decisions", *lines, "", after)


def _objective(card: DomainCard) -> str:
    goal = card.objective
    words = card.plain_words.get(goal.measure, goal.measure)
    lines = [f"{_direction(goal)} `{goal.measure}` ({goal.unit}): {words}."]
    if goal.parts:
        lines += ["", "It is the sum of:"]
        lines += [f"- `{part}`: {card.plain_words.get(part, part)}" for part in goal.parts]
    return _section("## Objective", *lines)


def _direction(goal: Objective) -> str:
    return "Minimise" if isinstance(goal, Minimise) else "Maximise"


def _guardrails(card: DomainCard, share: float) -> str:
    lines = [
        f"- `{rail.measure}`: {limit_words(rail)}; {card.plain_words.get(rail.measure, '')}"
        for rail in with_allowance(card.guardrails, share)
    ]
    return _section("## Guard-rails: a gain that breaks one is worth nothing", *lines)


def _rare(card: DomainCard) -> str:
    lines = [f"- {each.name}: {each.why}" for each in card.stress]
    return _section("## Rare situations that rules must survive", *lines) if lines else ""


def _signals(card: DomainCard) -> str:
    rows = [(f"`{s.expression}`", s.unit, s.meaning) for s in card.signals]
    return _table("## What can be observed", ("expression", "unit", "meaning"), rows)


def _idioms(card: DomainCard) -> str:
    rows = [(f"`{i.code}`", i.unit, i.meaning) for i in card.idioms]
    title = "## Idioms of practitioners; each `{c}` is a constant to choose"
    return _table(title, ("code", "unit", "meaning"), rows)


def _knobs(card: DomainCard) -> str:
    rows = [(f"`{k.name}`", k.unit, f"{k.low:g} to {k.high:g}") for k in card.knobs]
    return _table("## Constants of the shipped rules", ("name", "unit", "range"), rows)


def _forbidden() -> str:
    modules = ", ".join(f"`{name}`" for name in sorted(MODULES) if name != "__future__")
    return _section(
        "## What rules must not do",
        "Rules run in a locked cell. A candidate that needs more is refused with a reason.",
        f"- Import anything but the domain's interface and parts of {modules}.",
        "- Read a clock, files, the network, entropy or addresses; run or open anything.",
        "- Keep state beyond one replication: each begins with a fresh module.",
        "- Answer with another type, a number that is not finite, or nothing at all.",
    )


def _judging() -> str:
    return _section(
        "## How a proposal is judged",
        "Played beside the champion on the same worlds with the same luck: smoke test, a fixed"
        " screening block, rare situations, a race on fresh seeds, a confirmation on more fresh"
        " seeds. Kept only when the gain is proven and worth having and every guard-rail holds, or"
        " when it is provably not worse and clearly simpler. A text that was judged before gets its"
        " old verdict.",
    )


def _interface(card: DomainCard) -> str:
    return _section("## The interface", "```python", card.interface.strip(), "```")


def _section(title: str, *lines: str) -> str:
    return "\n".join((title, *lines, ""))


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    return _section(title, _row(heads), _row("---" for _ in heads), *lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
