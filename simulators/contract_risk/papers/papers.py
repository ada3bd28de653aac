"""All documents of a year: playbooks, clauses, redlines and the certificate of the law check."""

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from statistics import fmean
from typing import Any

from simulators.contract_risk.papers.certificate import certificate, certificate_page
from simulators.contract_risk.papers.clause import Paper, paper_for
from simulators.contract_risk.papers.contract_text import TITLES, clauses_page, redline_page
from simulators.contract_risk.papers.english import LAWS
from simulators.contract_risk.papers.offered import Offered, read_offered
from simulators.contract_risk.papers.page import against, euros, page, percent, row, table
from simulators.contract_risk.papers.playbook import playbook_page
from simulators.contract_risk.terms import Terms

PLACES = {"DE": "Germany", "EW": "England", "US-NY": "New York", "US-CA": "California"}

Events = Sequence[Mapping[str, Any]]
Group = tuple[str, str]  # type of contract and governing law
Pairs = list[tuple[Offered, Offered]]  # the same contract, now and before


def papers(
    events: Events, before: Events, year: int, pictures: Mapping[str, str] | None = None
) -> dict[str, str]:
    """HTML by file name; nothing where nothing was offered.

    events, before: of the same year, as the champion and as the baseline played it. year: whose
    law holds.
    """
    pairs = list(zip(read_offered(events), read_offered(before), strict=True))
    if not any(now.steps for now, _ in pairs):
        return {}
    found = _playbooks(pairs, year) | _texts(pairs)
    offers = [(now.contract, terms) for now, _ in pairs for terms in now.steps]
    lines = certificate(offers, year)
    found["certificate.html"] = certificate_page(lines, offers=len(offers), year=year)
    return {"index.html": _index(found, pairs, pictures or {})} | found


def _playbooks(pairs: Pairs, year: int) -> dict[str, str]:
    found = {}
    for kind in TITLES:
        own = [(now, then) for now, then in pairs if now.contract.type == kind]
        if own:
            now, then = zip(*own, strict=True)
            found[f"playbook-{kind}.html"] = playbook_page(now, then, year)
    return found


def _texts(pairs: Pairs) -> dict[str, str]:
    """Clauses of each type under each law, and the redline of its most usual opening."""
    groups: dict[Group, Pairs] = {}
    for now, then in pairs:
        if now.steps:
            groups.setdefault((now.contract.type, now.law), []).append((now, then))
    found = {}
    for (kind, law), own in sorted(groups.items()):
        usual = _usual([now for now, _ in own])
        assert usual is not None
        found[f"clauses-{kind}-{law}.html"] = clauses_page([now for now, _ in own])
        was = _usual([then for _, then in own])
        if was and was != usual:
            found[f"redline-{kind}-{law}.html"] = redline_page(was, usual)
    return found


def _usual(talks: Sequence[Offered]) -> tuple[Terms, Paper] | None:
    """The opening that is offered most, with the paper it is written on most."""
    offered = Counter(
        (talk.steps[0], paper_for(talk.contract, talk.steps[0])) for talk in talks if talk.steps
    )
    return offered.most_common(1)[0][0] if offered else None


def _index(found: Mapping[str, str], pairs: Pairs, pictures: Mapping[str, str]) -> str:
    rows = [
        _type_row(found, kind, [pair for pair in pairs if pair[0].contract.type == kind])
        for kind in TITLES
        if f"playbook-{kind}.html" in found
    ]
    now, then = _exposure([n for n, _ in pairs]), _exposure([t for _, t in pairs])
    summary = (
        f"<p><strong>{euros(now)} a contract and year, {against(now, then)} the "
        f"baseline</strong> on the same {len(pairs):,} contracts of one simulated year. This is "
        "the expected exposure: losses, legal cost, damages, insurance, price concessions, margin "
        "of lost deals, talks and late payment.</p>"
    )
    heads = ("Playbook", "Clauses, by governing law", "Against the baseline", "Signed",
             "before", "Exposure, EUR", "before")  # fmt: skip
    certified = "<p>All offers: <a href='certificate.html'>certificate of the law check</a>.</p>"
    body = f"{summary}{table(heads, rows, numbers=4, kind='index')}{certified}{_drawn(pictures)}"
    return page("Papers of the playbook", "Playbooks, clauses, redlines and the law check", body)


def _drawn(pictures: Mapping[str, str]) -> str:
    """Pictures as images, so that nothing in them can run."""
    return "".join(
        f"<h2>{escape(title)}</h2>\n<img alt='{escape(title)}' "
        f"src='data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}'>"
        for title, svg in pictures.items()
    )


def _type_row(found: Mapping[str, str], kind: str, pairs: Pairs) -> str:
    texts = [_linked(name, kind) for name in found if name.startswith(f"clauses-{kind}-")]
    reds = [_linked(name, kind) for name in found if name.startswith(f"redline-{kind}-")]
    years = [[now for now, _ in pairs], [then for _, then in pairs]]
    signed = [percent(fmean(talk.is_signed for talk in year)) for year in years]
    return row(
        f"<a href='playbook-{kind}.html'>{escape(TITLES[kind])}</a>",
        ", ".join(texts),
        ", ".join(reds) or "nothing changes",
        *signed,
        *(f"{_exposure(year):,.0f}" for year in years),
        numbers=4,
    )


def _exposure(talks: Sequence[Offered]) -> float:
    return fmean(talk.exposure_eur for talk in talks)


def _linked(name: str, kind: str) -> str:
    law = name.removesuffix(".html").split(f"{kind}-", 1)[1]
    return f"<a href='{name}' title='{escape(LAWS[law])}'>{escape(PLACES[law])}</a>"
