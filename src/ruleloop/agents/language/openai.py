"""Any server that speaks the OpenAI chat protocol: Ollama, llama.cpp, vLLM and others."""

import os
from typing import Any

from ruleloop.agents.language.model import Message, ModelFailure, Said
from ruleloop.agents.language.usage import Tokens
from ruleloop.errors import ScenarioError

KEY = "OPENAI_API_KEY"
USUAL_ADDRESS = "http://localhost:11434/v1"  # Ollama
_TIMEOUT_S = 600.0
_RETRIES = 3


class OpenAICompatible:
    """A model at an address; a key is sent only if the environment has one.

    Raises:
        ScenarioError: no model is named, or the SDK is not installed.
    """

    def __init__(self, model: str, *, most_tokens: int, address: str = "") -> None:
        if not model:
            raise ScenarioError(
                "agent `openai`: expected the name of a model under language.model, found none"
            )
        try:
            import openai
        except ImportError:
            raise ScenarioError(
                "agent `openai`: the package `openai` is not installed; install ruleloop[agents]"
            ) from None
        self.name, self._most_tokens, self._sdk = model, most_tokens, openai
        self._client = openai.OpenAI(
            base_url=address or USUAL_ADDRESS,
            api_key=os.environ.get(KEY) or "none",  # local servers want none, the SDK wants one
            timeout=_TIMEOUT_S,
            max_retries=_RETRIES,
        )

    def say(self, system: str, messages: tuple[Message, ...], schema: dict[str, Any]) -> Said:
        """One answer; whether the server obeys the schema is not relied on.

        Raises:
            ModelFailure: the server refused, was out of reach, or stopped before the end.
        """
        turns = [{"role": "system", "content": system}]
        turns += [{"role": each.role, "content": each.text} for each in messages]
        wanted = {"name": "proposal", "schema": schema, "strict": True}
        try:
            reply = self._client.chat.completions.create(
                model=self.name,
                max_tokens=self._most_tokens,
                messages=turns,
                response_format={"type": "json_schema", "json_schema": wanted},
            )
        except self._sdk.APIStatusError as error:
            words = " ".join(str(error).split())[:200]
            raise ModelFailure(f"{self.name}: {words} (HTTP {error.status_code})") from None
        except self._sdk.OpenAIError as error:
            words = " ".join(str(error).split())[:200] or type(error).__name__
            raise ModelFailure(f"{self.name}: {words}") from None
        return self._said(reply)

    def _said(self, reply: Any) -> Said:
        try:
            used, choice = reply.usage, reply.choices[0]
            details = getattr(used, "prompt_tokens_details", None)
            cached = int(getattr(details, "cached_tokens", None) or 0)
            tokens = (
                Tokens(
                    sent=int(used.prompt_tokens) - cached,
                    cached=cached,
                    received=int(used.completion_tokens),
                )
                if used
                else Tokens()
            )
            text = str(choice.message.content or "")
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise ModelFailure(f"{self.name}: a malformed reply: {error}") from None
        if choice.finish_reason == "length":
            raise ModelFailure(f"{self.name}: the reply ended early: length", tokens)
        return Said(text, tokens)
