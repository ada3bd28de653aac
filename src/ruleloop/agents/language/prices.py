"""What models cost, as published; a scenario's `[language.price]` overrides it.

Source: the price lists and model pages at platform.claude.com, as indexed on 2026-11-23, cache
writes of five minutes. Cache reads of Opus 5.5, Sonnet 5.5 (since 2026-10-07) and Haiku 5.5 come
from changelogs of cost trackers that quote the same list (2026-10-10 to 2026-10-24).
"""

from ruleloop.agents.language.usage import Price

AS_OF = "2026-11-23"

PRICES = {
    "claude-fable-5-1": Price(sent=10.0, written=12.5, cached=0.25, received=50.0),
    "claude-fable-5": Price(sent=10.0, written=12.5, cached=1.0, received=50.0),
    "claude-opus-5-5": Price(sent=4.0, written=5.0, cached=0.2, received=20.0),
    "claude-opus-5": Price(sent=5.0, written=6.25, cached=0.5, received=25.0),
    "claude-opus-4-8": Price(sent=5.0, written=6.25, cached=0.5, received=25.0),
    "claude-opus-4-7": Price(sent=5.0, written=6.25, cached=0.5, received=25.0),
    "claude-opus-4-6": Price(sent=5.0, written=6.25, cached=0.5, received=25.0),
    "claude-opus-4-5": Price(sent=5.0, written=6.25, cached=0.5, received=25.0),
    "claude-sonnet-5-5": Price(sent=2.0, written=2.5, cached=0.1, received=10.0),
    "claude-sonnet-5": Price(sent=2.0, written=2.5, cached=0.2, received=10.0),
    "claude-haiku-5-5": Price(
        sent=0.1, written=0.125, cached=0.01, received=0.5, long_from=100_000, long_factor=5.0
    ),
}
