"""What a language model must be able to do, whoever serves it."""

from typing import Any, Literal, Protocol

import msgspec

from ruleloop.agents.language.usage import Tokens


class Message(msgspec.Struct, frozen=True):
    """One turn of a conversation after the system prompt."""

    role: Literal["user", "assistant"]
    text: str


class Said(msgspec.Struct, frozen=True):
    """What the model answered, and the tokens that its reply reports."""

    text: str
    tokens: Tokens


class ModelFailure(Exception):
    """No usable answer came; the message is one line. `tokens` is what was used all the same."""

    def __init__(self, message: str, tokens: Tokens = Tokens()) -> None:  # noqa: B008 - frozen
        super().__init__(message)
        self.tokens = tokens


class LanguageModel(Protocol):
    """A model at some address; safe to use from several threads."""

    @property
    def name(self) -> str:
        """The model's name, as its price list has it."""
        ...

    def say(self, system: str, messages: tuple[Message, ...], schema: dict[str, Any]) -> Said:
        """One answer; `schema` describes the JSON that is wanted, which not every server obeys.

        Raises:
            ModelFailure: no answer came, after the retries of the SDK.
        """
        ...
