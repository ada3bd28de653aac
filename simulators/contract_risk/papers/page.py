"""The frame of every page for people: one HTML file, no address outside it, good on paper."""

from html import escape

STYLE = """
:root { --ink: #17212b; --soft: #55636f; --line: #dde3e8; --wash: #f5f7f9; --ours: #14508c;
  --good: #0d7a5f; --caution: #a86400; --bad: #b3261e; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff;
  font: .94rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.6rem 1.5rem 3rem; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: .1rem 0 .2rem; letter-spacing: -.01em; }
h2 { font-size: 1.05rem; margin: 1.7rem 0 .4rem; }
p { margin: .3rem 0 .7rem; max-width: 48rem; }
.soft, .note { color: var(--soft); font-size: .88rem; }
.review { border-left: .35rem solid var(--caution); background: #fdf6e9; padding: .5rem .8rem;
  margin: .8rem 0 1.2rem; font-size: .9rem; max-width: none; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th { text-align: left; font-weight: 600; } td, th { vertical-align: top; overflow-wrap: anywhere; }
.book th:nth-child(1) { width: 6.5rem; } .doubt th:nth-child(1) { width: 4.5rem; }
p.wide { max-width: none; }
.book td { white-space: nowrap; } .book td:nth-child(2) { white-space: normal; }
table.law { table-layout: fixed; } .law th:nth-child(1) { width: 9.5rem; }
.law th:nth-child(3) { width: 13rem; } .law th:nth-child(4) { width: 5.5rem; }
.law th:nth-child(5) { width: 6.5rem; } .law th:nth-child(6) { width: 5.5rem; }
thead th { color: var(--soft); font-size: .76rem; font-weight: 500; padding: 0 .8rem .25rem 0; }
tbody td, tbody th { padding: .45rem .8rem .45rem 0; border-top: 1px solid var(--line); }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: .84em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: nowrap; }
.tag { display: inline-block; border-radius: .2rem; padding: 0 .4rem; font-size: .76rem;
  font-weight: 600; line-height: 1.5; color: #fff; background: var(--soft); white-space: nowrap; }
.tag.kept { background: var(--good); } .tag.GREY { background: var(--caution); }
.tag.BLOCK { background: var(--bad); }
.tag.plain { background: none; color: var(--soft); padding: 0; }
del { color: var(--bad); background: #fdf0ee; text-decoration: line-through; }
ins { color: var(--good); background: #eef8f4; text-decoration: none; font-weight: 600; }
img { max-width: 100%; height: auto; display: block; margin: .4rem 0 1rem; break-inside: avoid; }
.clause { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1.4rem; padding: .6rem 0;
  border-top: 1px solid var(--line); break-inside: avoid; }
.clause.two { grid-template-columns: 11rem 1.15fr 1fr; }
.clause h3 { margin: 0; font-size: .9rem; } .clause p { margin: 0; max-width: none; }
.clause h3 .note { display: block; font-weight: 400; }
@media (max-width: 40rem) { .clause, .clause.two { grid-template-columns: 1fr; } }
@page { size: A4; margin: 12mm; }
@media print { html { font-size: 9.5px; } body { line-height: 1.35; }
  main { padding: 0; max-width: none; } tr { break-inside: avoid; }
  tbody td, tbody th { padding: .3rem .6rem .3rem 0; } }
"""

MINUS = "\N{MINUS SIGN}"
REVIEW = (
    "<p class='review'><strong>For review by counsel.</strong> Written from simulated deals and a "
    "short list of legal rules, some of them unverified. It is not legal advice.</p>"
)


def page(title: str, subtitle: str, body: str, *, language: str = "en") -> str:
    """A whole page; `body` is HTML, title and subtitle are text."""
    return (
        f"<!doctype html>\n<html lang='{language}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>\n"
        f"<h1>{escape(title)}</h1>\n<p class='soft'>{escape(subtitle)}</p>\n{REVIEW}\n{body}\n"
        "</main></body></html>\n"
    )


def percent(share: float) -> str:
    """`79.0 %`."""
    return f"{100.0 * share:.1f} %"


def euros(eur: float) -> str:
    """`EUR 21,475`; with a minus sign below 0."""
    return f"{MINUS if eur <= -0.5 else ''}EUR {abs(eur):,.0f}"


def against(now_eur: float, then_eur: float) -> str:
    """`EUR 825 less than`, or `as much as`."""
    change = round(now_eur) - round(then_eur)
    if not change:
        return "as much as"
    return f"{euros(abs(change))} {'less' if change < 0 else 'more'} than"


def tag(word: str, kind: str = "") -> str:
    """A word in a coloured box."""
    return f"<span class='tag {escape(kind or word)}'>{escape(word)}</span>"


def row(*cells: str, numbers: int = 0) -> str:
    """A row of a table; the cells are HTML, the last ones are numbers."""
    plain = len(cells) - numbers
    tags = [f"<td{' class=n' if k >= plain else ''}>{cell}</td>" for k, cell in enumerate(cells)]
    return f"<tr>{''.join(tags)}</tr>"


def table(heads: tuple[str, ...], rows: list[str], *, numbers: int = 0, kind: str = "") -> str:
    """A table; the heads are text, the last ones stand over numbers."""
    plain = len(heads) - numbers
    tops = [
        f"<th{' class=n' if k >= plain else ''}>{escape(head)}</th>" for k, head in enumerate(heads)
    ]
    return (
        f"<table class='{kind}'><thead><tr>{''.join(tops)}</tr></thead><tbody>\n"
        + "\n".join(rows)
        + "</tbody></table>"
    )
