"""`ruleloop history`: every proposal of a run and what became of it."""

from typing import Annotated

import typer

from ruleloop.cli.options import JsonOption, RunArgument

LastOption = Annotated[
    int | None, typer.Option("--last", min=1, help="Only so many of the latest.")
]


def history(run: RunArgument, last: LastOption = None, as_json: JsonOption = False) -> None:
    """Print every proposal: who made it, its hypothesis, its verdict and the reasons."""
    import msgspec

    from ruleloop.ledger import Ledger
    from ruleloop.record import fold
    from ruleloop.report import clean

    with Ledger(run) as ledger:
        judged = fold(ledger).judged[-(last or 0) :]
    if as_json:
        rows = [msgspec.to_builtins(clean.everything(each)) for each in judged]
        print(msgspec.json.format(msgspec.json.encode(rows)).decode())
        return
    for each in judged:
        outcome = each.verdict.outcome if each.verdict else "refused"
        reason = "; ".join(each.verdict.reasons) if each.verdict else each.note
        words = clean.line(f"{each.hypothesis}: {reason}" if reason else each.hypothesis)
        print(f"#{each.number:<5} {each.agent:10} {outcome:10} {words}")
