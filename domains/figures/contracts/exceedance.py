"""How often a year of claims costs us more than a sum."""

from typing import Any

from domains.figures.chart_style import COLOURS, WIDTH_PX, rows, titled
from domains.figures.contracts.money import euros
from domains.figures.contracts.record import Floats, Played
from simulators.contract_risk.claims.losses import tail_value_eur

NOW, BEFORE = "new playbook", "baseline"
INK = {NOW: COLOURS[0], BEFORE: COLOURS[6]}
ONE_IN = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
MARKED = (2, 10, 100)  # years of which the sum is written down
LABELS = "'1 in ' + format(round(1 / datum.value), ',')"
MOST_POINTS = 160  # of a line


def exceedance(played: Played, before: Played | None = None) -> Any:
    """A line for each rule set; the years are the same, drawn once."""
    import altair as alt

    shown = {NOW: played.year_eur} | ({BEFORE: before.year_eur} if before else {})
    points = [
        {"playbook": name, "eur_m": eur / 1e6, "share": share}
        for name, years in shown.items()
        for share, eur in _curve(years)
    ]
    least = 1.0 / min(len(years) for years in shown.values())
    x = alt.X(
        "eur_m:Q",
        axis=alt.Axis(title="our cost of claims in one year, EUR million", gridColor="#E4E4E4"),
        scale=alt.Scale(zero=True, nice=True),
    )
    ticks = [1.0 / n for n in ONE_IN if 1.0 / n >= least * 0.999]
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(
            title="years that cost more", values=ticks, labelExpr=LABELS, gridColor="#E4E4E4"
        ),
        scale=alt.Scale(type="log", domain=[least, 1.0], nice=False),
    )
    scale = alt.Scale(domain=list(shown), range=[INK[name] for name in shown])
    legend = alt.Legend(title=None) if before else None
    colour = alt.Color("playbook:N", scale=scale, legend=legend)
    lines = alt.Chart(rows(points)).mark_line(strokeWidth=2.5).encode(x, y, colour)
    marks = alt.Chart(rows([_mark(played.year_eur, n) for n in MARKED if 1.0 / n > least]))
    dots = marks.mark_point(filled=True, size=70, color=INK[NOW]).encode(x, y)
    texts = marks.mark_text(align="left", dx=9, dy=-7, fontSize=12).encode(x, y, text="label:N")
    chart = alt.layer(lines, dots, texts).properties(
        width=WIDTH_PX - (190 if before else 100), height=300
    )
    return titled(chart, _finding(played, before), _how(played))


def _curve(years: Floats) -> list[tuple[float, float]]:
    """(share of years that cost at least this, cost): the dearest years one by one, then fewer."""
    count = len(years)
    places = {min(round(count ** (k / MOST_POINTS)), count) for k in range(MOST_POINTS + 1)}
    return [(place / count, float(years[place - 1])) for place in sorted(places)]


def _cost(years: Floats, one_in: int) -> float:
    """What the dearest year in so many costs at least."""
    return float(years[max(round(len(years) / one_in) - 1, 0)])


def _mark(years: Floats, one_in: int) -> dict[str, Any]:
    cost = _cost(years, one_in)
    return {
        "eur_m": cost / 1e6,
        "share": 1.0 / one_in,
        "label": f"1 year in {one_in}: {euros(cost)}",
    }


def _finding(played: Played, before: Played | None) -> str:
    mean, rare = float(played.year_eur.mean()), _cost(played.year_eur, 100)
    if before is None:
        usual = f"An average year of claims costs us {euros(mean)}"
        return f"{usual}, one in a hundred {euros(rare)} or more"
    change = tail_value_eur(played.year_eur) - tail_value_eur(before.year_eur)
    if abs(change) < 0.01 * tail_value_eur(before.year_eur):
        return f"The worst years cost as much as with the baseline: {euros(rare)} once in a hundred"
    word = "less" if change < 0.0 else "more"
    return f"The worst years cost {euros(abs(change))} {word} than with the baseline"


def _how(played: Played) -> list[str]:
    years, contracts = len(played.year_eur), played.contracts
    worst = euros(tail_value_eur(played.year_eur))
    return [
        f"{years:,} simulated years of the {contracts:,} contracts: damages, losses left with us,",
        f"legal cost, after insurance. Worst 1 % of years: {worst} on average. Left is better.",
    ]
