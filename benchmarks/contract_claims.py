"""What a year of contracts costs: processor seconds to draw it and to play it, and memory.

    python benchmarks/contract_claims.py

The budget: 2,000 contracts over 5,000 years drawn in 0.8 CPU-s, then 0.25 CPU-s per set of terms;
20,000 years 0.8 CPU-s per set; 500 MB.
"""

import gc
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CONTRACTS, REPEATS = 2_000, 5
PLAYED = ("baseline", "ladder", "worth_winning")


def cpu_s(work: Callable[[], Any], repeats: int = REPEATS) -> float:
    """Median processor seconds."""
    spent = []
    for _ in range(repeats):
        began_s = time.process_time()
        work()
        spent.append(time.process_time() - began_s)
    return statistics.median(spent)


def measure(years: int) -> None:
    """Draw, then apply mixed terms with and without clauses that may fall."""
    from ruleloop.draws import Draws
    from simulators.contract_risk.claims.apply_terms import apply_terms
    from simulators.contract_risk.claims.draw_claims import draw_claims
    from simulators.contract_risk.claims.strikes import no_strikes
    from simulators.contract_risk.claims.terms_columns import terms_columns
    from simulators.contract_risk.terms import Terms
    from simulators.contract_risk.world import World
    from tests.simulators.contract_risk.claims.made_up_contracts import mix

    world, portfolio, draws = World(), mix(CONTRACTS), Draws(b"sixteen bytes ok")
    repeats = REPEATS if years <= 5_000 else 1
    drawn = cpu_s(lambda: draw_claims(portfolio, world, draws, years=years), repeats)
    claims = draw_claims(portfolio, world, draws, years=years)
    variants = (Terms(), Terms(cap=2.0), Terms(is_aggregate=False, unlimited=("intent",)), None)
    terms = terms_columns([variants[k % 7 % 4] for k in range(CONTRACTS)], portfolio)
    strikes = no_strikes(CONTRACTS)
    strikes.probability[:] = 0.2
    holds = cpu_s(lambda: apply_terms(claims, terms, world=world), repeats)
    falls = cpu_s(lambda: apply_terms(claims, terms, strikes, world=world), repeats)
    print(
        f"  {years:,} years: {len(claims):,} claims, {claims.nbytes / 1e6:.0f} MB; drawn in"
        f" {drawn:.3f} CPU-s; terms applied in {holds:.3f} CPU-s, where clauses may fall in"
        f" {falls:.3f} CPU-s"
    )
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0:.0f} MB at most")


def measure_year(years: int) -> None:
    """Set up a year, then play whole rule sets in it, as workers do."""
    from simulators.contract_risk.build import build_setting
    from simulators.contract_risk.world import World
    from tests.rules.contract_risk.direct_playbook import play, playbook
    from tests.simulators.contract_risk.offered import draws

    world = World(contracts=CONTRACTS, years=years)
    play(World(contracts=100, years=100), playbook("baseline"))  # whatever is imported late
    built = cpu_s(lambda: build_setting(world, draws(1)), 1)
    told = []
    for name in PLAYED:
        rules = playbook(name)
        told.append(f"`{name}` {cpu_s(lambda r=rules: play(world, r, 1)):.3f}")  # type: ignore[misc] # bound now
    print(f"    a year set up in {built:.3f} CPU-s, then played in CPU-s: {', '.join(told)}")


def main() -> None:
    """The usual number of years, and the number that confirms a result."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does for its workers
    gc.set_threshold(100_000)  # the same
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    for years in (5_000, 20_000):
        measure(years)
        measure_year(years)


if __name__ == "__main__":
    main()
