"""Documents for people that a domain draws up from one held-out day."""

import msgspec

from ruleloop.evaluation import worker
from ruleloop.evaluation.replication import Task
from ruleloop.session import Session


def draw_up_papers(session: Session, day: Task, *, rules: str, before: str) -> dict[str, str]:
    """The papers by file name, for the day as `rules` and as `before` play it; often none."""
    wanted = worker.PapersWanted(msgspec.structs.replace(day, rules=rules), before)
    answer = session.executor.submit(worker.papers, msgspec.msgpack.encode(wanted)).result()
    return msgspec.msgpack.decode(answer, type=dict[str, str])
