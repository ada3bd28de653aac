"""Block sizes that suit the noise: what a scenario's `[evidence]` should say."""

import math

from ruleloop.scenario import Evidence


def recommended_evidence(ratio: float) -> Evidence:
    """Block sizes for a paired standard deviation of `ratio` smallest worthwhile gains.

    - `confirm` is 7 ratio^2, so that a worthwhile gain is 2.6 standard errors: then chance alone
      hardly reaches it, and an edit worth twice as much hardly misses it. Few candidates get that
      far, so this is the cheapest place to be strict.
    - `race_most` is 64 ratio: an edit worth twice the smallest gain needs about half of it.
    - `screen` is 0.44 ratio^2, so that such an edit passes nine times in ten.

    None falls below the defaults, which suit ratios up to 3. `benchmarks/false_keeps.py` measures
    power and false keeps with these sizes.
    """
    screen = _eights(0.44 * ratio**2, at_least=8)
    return Evidence(
        screen=screen,
        race_first=max(16, 2 * screen),
        race_most=_eights(64.0 * ratio, at_least=256),
        confirm=_eights(7.0 * ratio**2, at_least=64),
    )


def _eights(count: float, *, at_least: int) -> int:
    return max(at_least, 8 * math.ceil(count / 8.0))
