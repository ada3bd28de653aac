"""What a request to a language model used, and what that costs."""

import msgspec


class Price(msgspec.Struct, frozen=True):
    """USD per million tokens of a model; written: into the prompt cache, cached: read from it.

    `long_from`: prompts with more tokens pay `long_factor` times as much for every token; 0: none.
    """

    sent: float
    written: float
    cached: float
    received: float
    long_from: int = 0
    long_factor: float = 1.0


class Tokens(msgspec.Struct, frozen=True):
    """Tokens of one request: sent afresh, written to the cache, read from it, received."""

    sent: int = 0
    written: int = 0
    cached: int = 0
    received: int = 0

    @property
    def prompt(self) -> int:
        """All tokens of the prompt."""
        return self.sent + self.written + self.cached


class Asked(msgspec.Struct, frozen=True):
    """One request to a language model: what it used, and why nothing came of it, if so.

    `usd` is 0 where the model has no price, as one on the user's own machine.
    """

    model: str
    tokens: Tokens
    usd: float
    failure: str = ""


def usd(tokens: Tokens, price: Price) -> float:
    """What these tokens cost."""
    factor = price.long_factor if price.long_from and tokens.prompt > price.long_from else 1.0
    parts = (
        tokens.sent * price.sent,
        tokens.written * price.written,
        tokens.cached * price.cached,
        tokens.received * price.received,
    )
    return factor * sum(parts) / 1e6
