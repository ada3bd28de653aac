"""The money of a run: what is spent, what is under way, and whether one more request fits."""

from dataclasses import dataclass, field

from ruleloop.agents.language.usage import Asked, Price, Tokens, usd

CHARACTERS_PER_TOKEN = 3.0
"""Fewer than English text has (about 4): code and numbers take more tokens, and a reserve must not
be too small."""


@dataclass
class Purse:
    """Counts money; requests under way count as dear as they can become.

    cap_usd: most that may be spent; None: no limit. spent_usd: so far, over the whole run.
    """

    price: Price
    cap_usd: float | None
    spent_usd: float = 0.0
    _under_way: dict[int, float] = field(default_factory=dict)
    _next: int = 0

    def most_usd(self, characters: int, most_tokens: int) -> float:
        """What a request of so many characters costs at most."""
        prompt = int(characters / CHARACTERS_PER_TOKEN) + 1
        return usd(Tokens(written=prompt, received=most_tokens), self.price)

    def affords(self, most_usd: float) -> bool:
        """Whether it may be asked, with everything under way."""
        if self.cap_usd is None:
            return True
        return self.spent_usd + sum(self._under_way.values()) + most_usd <= self.cap_usd

    def reserve(self, most_usd: float) -> int:
        """Set money aside; gives a receipt for `settle`."""
        self._next += 1
        self._under_way[self._next] = most_usd
        return self._next

    def settle(self, receipt: int, asked: tuple[Asked, ...]) -> None:
        """What was really used replaces what was set aside."""
        self._under_way.pop(receipt)
        self.spent_usd += sum(each.usd for each in asked)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way


def forecast(purse: Purse, characters: int, most_tokens: int) -> str:
    """One line before the first request: what a proposal costs, and how many the money buys."""
    prompt = int(characters / CHARACTERS_PER_TOKEN)
    usual = Tokens(cached=prompt, received=most_tokens // 4)
    each, most = usd(usual, purse.price), purse.most_usd(characters, most_tokens)
    words = (
        f"forecast: about {prompt} tokens in, mostly from the cache, and {usual.received} out:"
        f" {each:.4f} USD a proposal, {most:.4f} at most"
    )
    if purse.cap_usd is None or each <= 0.0:
        return words
    left = max(0.0, purse.cap_usd - purse.spent_usd)
    return f"{words}; {left:.2f} USD buy about {int(left / each)} proposals"
