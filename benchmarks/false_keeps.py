"""How often the judge keeps an edit that is worth nothing, and how often one that is.

    python -m benchmarks.false_keeps                                 # about 3 minutes
    python -m benchmarks.false_keeps --quick                         # a minute, coarse
    python -m benchmarks.false_keeps --sessions 300 --cases 1000     # about 9 minutes

It runs the real judge on a synthetic bench of known truth, with the opening tournament, 100
proposals to a session. Promised: at most 5 % of sessions keep an edit that is no improvement, and
an edit worth twice the smallest worthwhile gain is kept in at least 80 % of cases. Every figure
comes with its binomial standard error; exit code 1 when a promise is broken by more than two.
"""

import argparse
import math
import sys
import time
from dataclasses import dataclass

from benchmarks.synthetic_bench import NOISES, Model, Noise, SyntheticBench, make_card
from ruleloop.judge.judge import Judge
from ruleloop.judge.sizes import recommended_evidence
from ruleloop.judge.stand import Stand
from ruleloop.judge.tournament import hold_tournament
from ruleloop.scenario import Evidence
from ruleloop.settings import WorthwhileGain

EDITS = 100
WORTHWHILE_EUR = 1.0
RATIOS = (2, 4, 6)


@dataclass
class Tally:
    """How many of how many, and what it took."""

    hits: int = 0
    cases: int = 0
    replications: int = 0

    def add(self, *, hit: bool, replications: int) -> None:
        """Count one case."""
        self.hits += hit
        self.cases += 1
        self.replications += replications

    @property
    def share(self) -> float:
        """Hits per case."""
        return self.hits / self.cases

    @property
    def error(self) -> float:
        """Binomial standard error, by Laplace's rule so that it is never zero."""
        share = (self.hits + 1) / (self.cases + 2)
        return math.sqrt(share * (1.0 - share) / self.cases)

    def __str__(self) -> str:
        return f"{100 * self.share:5.1f} % ± {100 * self.error:.1f}"


@dataclass(frozen=True)
class Session:
    """What a row of the table plays.

    ratio: paired sd of an edit over the smallest worthwhile gain.
    shipped_share: paired sd of the shipped rule sets over that of an edit; the clip follows the
        shipped ones, so a share below 1 clips more than was meant.
    default_sizes: block sizes as they are by default, whatever the ratio.
    """

    mix: str
    noise: Noise
    ratio: float
    shipped_share: float = 1.0
    default_sizes: bool = False

    @property
    def evidence(self) -> Evidence:
        """The block sizes that are recommended for this ratio, or the defaults."""
        return Evidence() if self.default_sizes else recommended_evidence(self.ratio)

    @property
    def sd(self) -> float:
        """The paired standard deviation of an edit, EUR."""
        return self.ratio * WORTHWHILE_EUR


def open_session(seed: int, session: Session) -> tuple[Judge, Stand]:
    """A judge after a real tournament of two shipped rule sets."""
    bench, card = SyntheticBench(seed), make_card()
    spread = session.shipped_share * session.sd
    shipped = {
        "best": Model("best", noise="none").source,
        "other": Model("other", gain=-2.0 * spread, sd=spread).source,  # never wins by luck
    }
    tournament = hold_tournament(
        shipped,
        "other",
        card=card,
        evidence=session.evidence,
        worthwhile=WorthwhileGain(absolute=WORTHWHILE_EUR),
        bench=bench,
    )
    assert tournament.winner == "best"
    stand = tournament.opening_stand(shipped)
    return Judge(card, session.evidence, bench), stand


def play_session(seed: int, session: Session) -> tuple[bool, int, float]:
    """(whether an edit was kept wrongly, replications looked at, true gain of the last champion).

    An honest keep of a null edit as a *simplification* is right, and the session goes on; wrong
    is a keep for a gain that is not there, or a simplification that loses more than one
    worthwhile gain against the best proven champion.
    """
    judge, stand = open_session(seed, session)
    replications = 0
    truth = {stand.champion: 0.0}
    for number in range(1, EDITS + 1):
        gain, simpler = edit_of(session.mix, number)
        level = truth[stand.champion] + gain
        edit = Model(f"edit {number}", gain=level, noise=session.noise, sd=session.sd)
        verdict = judge.judge(edit.source, stand, number=number, simpler=simpler)
        replications += verdict.replications
        truth[edit.source] = level
        if verdict.outcome == "keep":
            lost = truth[stand.anchor] - level
            if (verdict.kept_for == "gain" and gain <= 0.0) or lost > WORTHWHILE_EUR + 1e-9:
                return True, replications, level
        stand = stand.after(edit.source, verdict, screen_life=judge.evidence.screen_life)
    return False, replications, truth[stand.champion]


def edit_of(mix: str, number: int) -> tuple[float, bool]:
    """(true gain over the champion in EUR, whether it is simpler) of one proposal."""
    simpler = number % 5 == 0
    if mix == "all null":
        return 0.0, simpler
    if mix == "null or harmful":
        return (0.0, -0.5, -1.0, -2.0)[number % 4] * WORTHWHILE_EUR, simpler
    return -1.01 * WORTHWHILE_EUR, True


def kept_share(
    cases: int, ratio: float, gain: float, *, shipped_share: float = 1.0, simpler: bool = False
) -> Tally:
    """How often one edit of a known gain is kept; a simpler one decides nearly the same."""
    tally, session = Tally(), Session("", "gaussian", ratio, shipped_share)
    for seed in range(cases):
        judge, stand = open_session(10_000 + seed, session)
        edit = Model("edit", gain=gain, sd=session.sd / 4.0 if simpler else session.sd)
        verdict = judge.judge(edit.source, stand, number=1, simpler=simpler)
        tally.add(hit=verdict.outcome == "keep", replications=verdict.replications)
    return tally


def rows() -> list[Session]:
    """The rows of the table of false keeps."""
    null = [Session("all null", noise, ratio) for noise in NOISES for ratio in (2, 6)]
    clipped = [Session("all null", noise, 2, 0.5) for noise in NOISES]
    mixed = [
        Session(mix, noise, 2)
        for mix in ("null or harmful", "harmful, all simpler")
        for noise in NOISES[:3:2]
    ]
    too_small = [Session("all null", "gaussian", ratio, default_sizes=True) for ratio in (4, 6)]
    return [*null, *clipped, *mixed, *too_small]


def false_keep_table(sessions: int) -> bool:
    """Print the share of sessions with a wrong keep; True when the promise holds."""
    print(f"\nSessions of {EDITS} proposals that keep a wrong one ({sessions} sessions a row)")
    print(
        f"{'proposals':22}{'noise':12}{'sd/worth':>8}{'shipped sd':>12}{'sizes':>13}"
        f"{'wrong sessions':>17}{'repl./proposal':>16}{'lowest champion':>17}"
    )
    held = True
    for session in rows():
        tally, lowest = Tally(), 0.0
        for seed in range(sessions):
            wrong, replications, level = play_session(seed, session)
            tally.add(hit=wrong, replications=replications)
            lowest = min(lowest, level)
        print(
            f"{session.mix:22}{session.noise:12}{session.ratio:8}{session.shipped_share:10}sd"
            f"{'default' if session.default_sizes else 'recommended':>13}"
            f"{tally!s:>17}{tally.replications / tally.cases / EDITS:16.1f}{lowest:+17.2f}",
            flush=True,
        )
        held = held and tally.share <= 0.05 + 2.0 * tally.error
    return held


def power_table(cases: int) -> bool:
    """Print how often good edits are kept; True when the promise holds."""
    print(f"\nEdits kept, by true gain in worthwhile gains ({cases} cases a cell)")
    head = ("1x", "2x", "3x", "2x, clip 12 sd", "same, simpler")
    print(f"{'sd/worth':>8}" + "".join(f"{h:>16}" for h in head) + f"{'repl. at 2x':>13}  evidence")
    held = True
    for ratio in RATIOS:
        evidence = recommended_evidence(ratio)
        cells = [kept_share(cases, ratio, gain) for gain in (1.0, 2.0, 3.0)]
        cells.append(kept_share(cases, ratio, 2.0, shipped_share=2.0))
        cells.append(kept_share(cases, ratio, 0.0, simpler=True))
        cost = cells[1].replications / cases
        print(
            f"{ratio:8}" + "".join(f"{cell!s:>16}" for cell in cells) + f"{cost:13.0f}"
            f"  screen {evidence.screen}, race {evidence.race_first}-{evidence.race_most},"
            f" confirm {evidence.confirm}",
            flush=True,
        )
        held = held and cells[1].share >= 0.80 - 2.0 * cells[1].error
    return held


def main() -> int:
    """Run both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=100, help="sessions per row")
    parser.add_argument("--cases", type=int, default=300, help="cases per cell of the power table")
    parser.add_argument("--quick", action="store_true", help="30 sessions, 100 cases")
    options = parser.parse_args()
    sessions, cases = (30, 100) if options.quick else (options.sessions, options.cases)
    started = time.process_time()
    powerful = power_table(cases)
    valid = false_keep_table(sessions)
    print(f"\n{time.process_time() - started:.0f} s of processor time")
    print(
        f"at most 5 % wrong sessions: {'held' if valid else 'BROKEN'};"
        f" at least 80 % power at 2x: {'held' if powerful else 'BROKEN'}"
    )
    return 0 if valid and powerful else 1


if __name__ == "__main__":
    sys.exit(main())
