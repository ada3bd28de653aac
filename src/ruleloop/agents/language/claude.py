"""Claude, through the official SDK."""

import os
from typing import Any

from ruleloop.agents.language.model import Message, ModelFailure, Said
from ruleloop.agents.language.usage import Tokens
from ruleloop.errors import ScenarioError

KEY = "ANTHROPIC_API_KEY"
_TIMEOUT_S = 300.0
_RETRIES = 3


class Claude:
    """A Claude model; the key comes from the environment and is never written anywhere.

    Raises:
        ScenarioError: no key in the environment, or the SDK is not installed.
    """

    def __init__(self, model: str, *, effort: str, most_tokens: int, address: str = "") -> None:
        if not os.environ.get(KEY):
            raise ScenarioError(f"agent `claude`: expected a key in {KEY}, found none")
        try:
            import anthropic
        except ImportError:
            raise ScenarioError(
                "agent `claude`: the package `anthropic` is not installed; install ruleloop[agents]"
            ) from None
        self.name, self._effort, self._most_tokens = model, effort, most_tokens
        self._sdk = anthropic
        self._client = anthropic.Anthropic(
            base_url=address or None, timeout=_TIMEOUT_S, max_retries=_RETRIES
        )

    def say(self, system: str, messages: tuple[Message, ...], schema: dict[str, Any]) -> Said:
        """One answer; the system prompt is marked as worth caching.

        Raises:
            ModelFailure: the service refused, was out of reach, or stopped before the end.
        """
        try:
            reply = self._client.messages.create(
                model=self.name,
                max_tokens=self._most_tokens,
                system=[
                    {"type": "text", "text": system, "cache_control": {"type": "ephemeral"}},
                ],
                messages=[{"role": each.role, "content": each.text} for each in messages],
                output_config=self._output(schema),
            )
        except self._sdk.APIStatusError as error:
            raise ModelFailure(_status_words(self.name, error)) from None
        except self._sdk.AnthropicError as error:
            raise ModelFailure(f"{self.name}: {_one_line(error)}") from None
        return self._said(reply)

    def _output(self, schema: dict[str, Any]) -> Any:
        wanted = {"format": {"type": "json_schema", "schema": schema}}
        return {**wanted, "effort": self._effort} if self._effort else wanted

    def _said(self, reply: Any) -> Said:
        try:
            used = reply.usage
            tokens = Tokens(
                sent=int(used.input_tokens),
                written=int(used.cache_creation_input_tokens or 0),
                cached=int(used.cache_read_input_tokens or 0),
                received=int(used.output_tokens),
            )
            text = "".join(part.text for part in reply.content if part.type == "text")
        except (AttributeError, TypeError, ValueError) as error:
            raise ModelFailure(f"{self.name}: a malformed reply: {_one_line(error)}") from None
        if reply.stop_reason != "end_turn":
            raise ModelFailure(f"{self.name}: the reply ended early: {reply.stop_reason}", tokens)
        return Said(text, tokens)


def _status_words(model: str, error: Any) -> str:
    words = {
        401: f"the key in {KEY} is refused",
        403: f"the key in {KEY} may not use this model",
        404: "no model of this name, or the address has no such service",
        429: "too many requests",
        529: "the service is overloaded",
    }.get(error.status_code, "")
    return f"{model}: {words or _one_line(error)} (HTTP {error.status_code})"


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
