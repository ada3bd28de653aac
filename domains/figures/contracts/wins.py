"""How many deals are won at which exposure: where a playbook moves each type of contract."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.contracts.money import MINUS, euros
from domains.figures.contracts.record import Played
from simulators.contract_risk.papers.contract_text import TITLES
from simulators.contract_risk.papers.offered import Offered

ALL = "all contracts"


def wins(played: Played, before: Played) -> Any:
    """Two dots for each type of contract: the baseline, hollow, and the new playbook."""
    import altair as alt

    moves = _moves(played, before)
    panels = [
        _panel(moves, "won", "signed, % of offers", labels=True),
        _panel(moves, "eur", "exposure, EUR 1,000 a contract and year", labels=False),
    ]
    how = "Hollow: the baseline; filled: the new playbook, on the same contracts in the same year"
    return titled(alt.hconcat(*panels, spacing=20), _finding(played, before), how)


def _moves(played: Played, before: Played) -> list[dict[str, Any]]:
    found = [_move(ALL, played.offered, before.offered)]
    for kind, title in TITLES.items():
        now, was = (
            [each for each in year.offered if each.contract.type == kind]
            for year in (played, before)
        )
        if now and was:
            found.append(_move(title, now, was))
    return found


def _move(title: str, now: Sequence[Offered], was: Sequence[Offered]) -> dict[str, Any]:
    won, won_before = 100.0 * _won(now), 100.0 * _won(was)
    eur, eur_before = _eur(now) / 1e3, _eur(was) / 1e3
    share = 100.0 * (eur - eur_before) / max(abs(eur_before), 1e-3)
    return {
        "type": title,
        "won": round(won, 2),
        "won_before": round(won_before, 2),
        "won_label": _signed(won - won_before, "points"),
        "eur": round(eur, 3),
        "eur_before": round(eur_before, 3),
        "eur_label": _signed(share, "%"),
    }


def _signed(change: float, unit: str) -> str:
    said = f"{abs(change):.1f}"
    if said == "0.0":
        return f"0.0 {unit}"
    return f"{MINUS if change < 0.0 else '+'}{said} {unit}"


def _won(offered: Sequence[Offered]) -> float:
    return fmean(each.is_signed for each in offered)


def _eur(offered: Sequence[Offered]) -> float:
    return fmean(each.exposure_eur for each in offered)


def _panel(moves: list[dict[str, Any]], what: str, title: str, *, labels: bool) -> Any:
    import altair as alt

    y = alt.Y(
        "type:N",
        title=None,
        sort=[move["type"] for move in moves],
        axis=alt.Axis(
            labels=labels, labelLimit=200, labelFontSize=12, ticks=False, domain=False, grid=True
        ),
    )
    x = alt.X(
        f"{what}:Q",
        title=title,
        scale=alt.Scale(zero=what == "eur", nice=True, padding=0 if what == "eur" else 10),
        axis=alt.Axis(gridColor="#E4E4E4", tickCount=5),
    )
    base = alt.Chart(rows([move | _right(move, what) for move in moves]))
    line = base.mark_rule(color=COLOURS[0], strokeWidth=2).encode(x, y, x2=f"{what}_before:Q")
    was = base.mark_point(size=90, fill="white", stroke="#5B5B5B", strokeWidth=2, opacity=1.0)
    now = base.mark_point(filled=True, size=90, color=COLOURS[0], opacity=1.0)
    texts = base.mark_text(align="left", dx=9, fontSize=11)
    layers = [
        line,
        was.encode(alt.X(f"{what}_before:Q"), y),
        now.encode(x, y),
        texts.encode(alt.X("right:Q"), y, text=f"{what}_label:N"),
    ]
    return alt.layer(*layers).properties(width=(WIDTH_PX - 210) / 2, height=28 * len(moves))


def _right(move: dict[str, Any], what: str) -> dict[str, float]:
    return {"right": max(move[what], move[f"{what}_before"])}


def _finding(played: Played, before: Played) -> str:
    points = 100.0 * (played.win_rate - before.win_rate)
    eur = played.exposure_eur - before.exposure_eur
    won = f"{_signed(points, 'points')} of signed deals"
    return (
        f"{won}, {euros(abs(eur))} {'less' if eur < 0.0 else 'more'} exposure a contract and year"
    )
