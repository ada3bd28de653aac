"""`ruleloop brief`: what an agent needs to know of a run before its next proposal."""

from typing import Annotated

import typer

from ruleloop.cli.options import JsonOption, RunArgument

OnlyRunOption = Annotated[
    bool, typer.Option("--run-only", help="Only how the run stands, not the domain's brief.")
]


def brief(run: RunArgument, only_run: OnlyRunOption = False, as_json: JsonOption = False) -> None:
    """Print the domain's brief and how a run stands: champion, where it loses, what was tried."""
    import msgspec

    from ruleloop.brief.domain_brief import domain_brief
    from ruleloop.brief.feedback import feedback_of
    from ruleloop.brief.feedback_text import feedback_text
    from ruleloop.ledger import Ledger
    from ruleloop.record import fold

    with Ledger(run) as ledger:
        record = fold(ledger)
        feedback = feedback_of(record, ledger)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(feedback)).decode())
        return
    if not only_run:
        share = record.started.scenario.evidence.search_allowance
        print(domain_brief(record.started.card, share))
    print(feedback_text(feedback), end="")
