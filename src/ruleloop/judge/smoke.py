"""Smoke: does the candidate run at all, and does it decide the same when played again?"""

import msgspec

from ruleloop.evaluation.replication import Replication, Setting
from ruleloop.judge.hearing import Hearing, Stopped
from ruleloop.judge.screen import screen_block


def smoke(hearing: Hearing) -> None:
    """Play the first replications of the screening block alone, and the first of them twice.

    Where the domain has a sample, the first of them is played in a world of that size before.

    The screen asks for the same replications again and gets them from memory.

    Raises:
        Stopped: a fault, a broken `Never`, a beaten floor, or another trace on the same seed.
        SimulatorFailure: a measure is missing or not finite.
    """
    hearing.stage = "smoke"
    block = screen_block(hearing.stand)
    if sample := hearing.card.sample:
        hearing.alone(msgspec.structs.replace(block, setting=Setting(overrides=sample)))
    rows = list(hearing.beside(block, range(hearing.evidence.smoke)))
    again = hearing.bench.replay(hearing.candidate, block, 0)
    hearing.replications += 1
    if not _same(rows[0][0], again):
        raise Stopped(
            "crash",
            "not deterministic: the same seed, played again, gave other decisions;"
            " rules may depend on nothing but what they observe",
        )


def _same(first: Replication, again: Replication) -> bool:
    return again.fault is None and again.digest == first.digest and again.measures == first.measures
