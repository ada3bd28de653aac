"""The domain's pictures of one held-out day, as the champion and as best shipped played it."""

import msgspec

from ruleloop.evaluation import worker
from ruleloop.evaluation.replication import Task
from ruleloop.judge.stand import Stand
from ruleloop.report.result import Figure
from ruleloop.session import Session


def draw_pictures(session: Session, stand: Stand, day: Task) -> list[Figure]:
    """Play the day once for each of the two rule sets; a rule set that fails has no pictures."""
    champion = _play_back(session, day, stand.champion)
    if stand.champion == stand.best_shipped:
        return [Figure(title, svg) for title, svg in champion.items()]
    shipped = _play_back(session, day, stand.best_shipped)
    return [Figure(title, svg, shipped.get(title, "")) for title, svg in champion.items()]


def _play_back(session: Session, day: Task, rules: str) -> dict[str, str]:
    task = msgspec.structs.replace(day, rules=rules)
    answer = session.executor.submit(worker.play_back, msgspec.msgpack.encode(task)).result()
    return msgspec.msgpack.decode(answer, type=worker.Playback).figures
