"""One cell as simulators see it: the rules of one replication."""

from collections.abc import Callable, Sequence
from typing import Any, Self

import msgspec

from ruleloop.isolation.codec import Codec
from ruleloop.isolation.conversation import Answer, Conversation
from ruleloop.isolation.frames import Kind
from ruleloop.isolation.wrong_answer import tell_wrong_answer


class Cell:
    """The rules of one replication; a `RulesProxy` whose attributes are the decisions."""

    def __init__(self, conversation: Conversation, codec: Codec) -> None:
        self._conversation, self._codec = conversation, codec

    @property
    def decisions(self) -> int:
        """How many observations were answered so far."""
        return self._conversation.decisions

    @property
    def digest(self) -> str:
        """What identifies all answers so far, byte by byte: a running hash in hexadecimal."""
        return self._conversation.digest

    @property
    def cpu_s(self) -> float:
        """Processor seconds of the cell; 0 until it is closed."""
        return self._conversation.cpu_s

    def begin(self, facts: Any = None, answer: Answer | None = None) -> None:
        """Send the facts across and say who answers requests; once, before the first decision.

        `answer` may raise ValueError for a bad request: the rule gets it. What else it raises is
        the simulator's own error and comes out of the decision.

        Raises:
            RuleFaulted: the cell failed.
            TypeError: the facts are not of their declared type.
        """
        self._conversation.begin(facts, answer)

    def __getattr__(self, decision: str) -> "Asking":
        place = self._codec.places.get(decision)
        if place is None:
            known = ", ".join(self._codec.places)
            raise AttributeError(f"`Rules` has no decision `{decision}`; it declares: {known}")
        asking = Asking(self._conversation, self._codec, place)
        setattr(self, decision, asking)  # found without this method from now on
        return asking

    def close(self) -> None:
        """End the cell and wait until it is gone."""
        self._conversation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Asking:
    """One decision of one cell; a `DecisionProxy`."""

    __slots__ = ("_codec", "_conversation", "_place")

    def __init__(self, conversation: Conversation, codec: Codec, place: int) -> None:
        self._conversation, self._codec, self._place = conversation, codec, place

    def __call__(self, observation: Any) -> Any:
        """The action for one observation.

        Raises:
            RuleFaulted: rule code failed, or its answer is not of the declared type.
            TypeError: the observation is not of its declared type.
        """
        payload = self._codec.encode_observation(self._place, observation)
        reply = self._conversation.decide(self._place, payload, Kind.DECIDE, 1)
        return self._decode(self._codec.actions[self._place], reply, self._type)

    def map(self, observations: Sequence[Any]) -> list[Any]:
        """The actions for many observations, in order, in one message; errors as for one."""
        if not observations:
            return []
        payload = self._codec.encode_observations(self._place, observations)
        reply = self._conversation.decide(self._place, payload, Kind.DECIDE_MANY, len(observations))
        many = list[self._type]  # type: ignore[name-defined] # a type made at run time
        actions: list[Any] = self._decode(self._codec.batches[self._place], reply, many)
        if len(actions) != len(observations):
            self._conversation.fail(
                "nonsense", f"{len(actions)} answers to {len(observations)} questions"
            )
        return actions

    @property
    def _type(self) -> Any:
        return self._codec.action_types[self._place]

    def _decode(self, decode: Callable[[bytes], Any], reply: bytes, hint: Any) -> Any:
        try:
            return decode(reply)
        except (msgspec.DecodeError, ValueError, RecursionError, OverflowError) as error:
            name = self._codec.names[self._place]
            text = tell_wrong_answer(str(error), hint)
            self._conversation.fail("nonsense", f"`{name}` answered wrongly: {text}")
