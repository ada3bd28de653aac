"""One turn of a language model: ask, read, and explain once what cannot be used."""

from collections.abc import Callable
from dataclasses import dataclass

from ruleloop.agents.language.draft import SCHEMA, Unusable, apply_draft, read_draft
from ruleloop.agents.language.model import LanguageModel, Message, ModelFailure
from ruleloop.agents.language.prompt import explain_once
from ruleloop.agents.language.usage import Asked, Price, Tokens, usd


@dataclass(frozen=True)
class Taken:
    """What a turn gave: a whole module with its hypothesis, or why it was lost; and its requests.

    champion: the rules that it was asked to improve.
    """

    champion: str
    asked: tuple[Asked, ...]
    source: str = ""
    hypothesis: str = ""
    failure: str = ""


@dataclass(frozen=True)
class Turn:
    """A question that can be asked from any thread."""

    model: LanguageModel
    price: Price
    system: str
    question: str
    champion: str
    refuse: Callable[[], bool] = lambda: False

    def take(self) -> Taken:
        """Ask once, and once more when the answer cannot be used; never raises."""
        asked: list[Asked] = []
        messages: tuple[Message, ...] = (Message("user", self.question),)
        for is_last in (False, True):
            try:
                text = self._say(messages, asked)
                draft = read_draft(text)
                source = apply_draft(draft, self.champion)
                return Taken(self.champion, tuple(asked), source, draft.hypothesis)
            except ModelFailure as failure:
                return Taken(self.champion, tuple(asked), failure=str(failure))
            except Unusable as unusable:
                fault = str(unusable)
                if is_last or self.refuse():
                    break
                short = text[:20_000] or "(nothing)"
                messages = (
                    *messages,
                    Message("assistant", short),
                    Message("user", explain_once(fault)),
                )
        return Taken(self.champion, tuple(asked), failure=f"unusable reply: {fault}")

    def _say(self, messages: tuple[Message, ...], asked: list[Asked]) -> str:
        try:
            said = self.model.say(self.system, messages, SCHEMA)
        except ModelFailure as failure:
            asked.append(self._asked(failure.tokens, str(failure)))
            raise
        except Exception as error:  # noqa: BLE001 - what an SDK makes of a hostile reply costs a turn
            words = " ".join(str(error).split())[:200]
            asked.append(self._asked(Tokens(), f"{type(error).__name__}: {words}"))
            raise ModelFailure(asked[-1].failure) from None
        asked.append(self._asked(said.tokens))
        return said.text

    def _asked(self, tokens: Tokens, failure: str = "") -> Asked:
        return Asked(self.model.name, tokens, usd(tokens, self.price), failure)
