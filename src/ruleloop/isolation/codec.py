"""The worker's side of the crossing: encoders and decoders of one interface."""

from collections.abc import Sequence
from typing import Any, Union

import msgspec

from ruleloop.errors import DomainError
from ruleloop.interface import Interface
from ruleloop.isolation.crossing import make_decoder, make_encoder, make_strict_decoder, walk_type

_TAKEN = ("begin", "close", "cpu_s", "decisions", "digest")


class BrokenInterface(TypeError):
    """A simulator hands over what is not of the type that its interface declares."""


class Codec:
    """Encodes what goes into a cell and decodes, strictly, what comes out.

    The first value of each kind is decoded again before it is sent, so that a simulator that
    breaks its own interface is found at once and no rule is blamed for it.

    Raises:
        DomainError: an action type is open to anything, or ignores unknown fields.
    """

    def __init__(self, interface: Interface, most_bytes: int) -> None:
        decisions = tuple(interface.decisions.values())
        problems = [p for d in decisions for p in _problems(d.name, d.action)]
        if problems:
            raise DomainError(problems)
        self._most_bytes = most_bytes
        self._checked: set[str] = set()
        self.names = [d.name for d in decisions]
        self.places = {name: place for place, name in enumerate(self.names)}
        self._observation_types = [d.observation for d in decisions]
        self._observations = [make_encoder(d.observation) for d in decisions]
        self.action_types = [d.action for d in decisions]
        self.actions = [make_strict_decoder(d.action) for d in decisions]
        self.batches = [make_strict_decoder(list[d.action]) for d in decisions]  # type: ignore[name-defined] # a type made at run time
        self._facts_type = interface.facts or type(None)
        self._facts = make_encoder(self._facts_type)
        self._answers = {r: (make_encoder(a), a) for r, a in interface.answers.items()}
        requests: Any = Union[tuple(interface.answers)] if interface.answers else type(None)  # noqa: UP007 - a union made at run time
        self.decode_request = make_strict_decoder(requests)

    def encode_facts(self, facts: Any) -> bytes:
        """Facts as bytes; TypeError when they are not of their declared type."""
        payload = _encode("facts", self._facts, facts)
        return self._checked_once("facts", payload, self._facts_type)

    def encode_observation(self, place: int, observation: Any) -> bytes:
        """One observation as bytes; TypeError when it is not of its declared type."""
        payload = _encode(self.names[place], self._observations[place], observation)
        return self._checked_once(self.names[place], payload, self._observation_types[place])

    def encode_observations(self, place: int, observations: Sequence[Any]) -> bytes:
        """Many observations as bytes; TypeError when one is not of its declared type."""
        payload = _encode(self.names[place], self._observations[place], observations)
        many = list[self._observation_types[place]]  # type: ignore[name-defined] # a type made at run time
        return self._checked_once(f"{self.names[place]}.map", payload, many)

    def encode_answer(self, request: Any, answer: Any) -> bytes:
        """The answer to a request as bytes; TypeError when it is not of its declared type."""
        encoder, hint = self._answers[type(request)]
        return self._checked_once(type(request).__name__, encoder.encode(answer), hint)

    def _checked_once(self, what: str, payload: bytes, hint: Any) -> bytes:
        if len(payload) > self._most_bytes:
            raise ValueError(f"{what}: {len(payload)} bytes cross; at most {self._most_bytes} may")
        if what not in self._checked:
            try:
                make_decoder(hint).decode(payload)
            except msgspec.DecodeError as error:
                raise BrokenInterface(
                    f"the simulator breaks its interface: {what}: {error}"
                ) from None
            self._checked.add(what)
        return payload


def _encode(what: str, encoder: msgspec.msgpack.Encoder, value: Any) -> bytes:
    try:
        return encoder.encode(value)
    except TypeError as error:
        raise BrokenInterface(f"the simulator breaks its interface: {what}: {error}") from None


def _problems(decision: str, action: Any) -> list[str]:
    problems = []
    if decision in _TAKEN:
        problems.append(f"`{decision}` is no name for a decision; a cell has it already")
    for info in walk_type(action):
        if isinstance(info, msgspec.inspect.AnyType | msgspec.inspect.RawType):
            problems.append(f"`{decision}`: an action type must not contain `Any`")
        if isinstance(info, msgspec.inspect.StructType) and not info.forbid_unknown_fields:
            name = info.cls.__name__
            problems.append(f"`{decision}`: struct `{name}` needs forbid_unknown_fields=True")
    return problems
