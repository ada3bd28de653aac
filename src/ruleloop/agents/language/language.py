"""A language model as an agent; the built-in agent takes the turns that it loses."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from ruleloop.agents.agent import Agent, Experiment, Proposal
from ruleloop.agents.language.model import LanguageModel
from ruleloop.agents.language.prompt import system_prompt, turn_prompt
from ruleloop.agents.language.purse import Purse, forecast
from ruleloop.agents.language.turn import Taken, Turn
from ruleloop.agents.language.usage import Asked

MOST_PAUSE = 32
"""After failures in a row the model is left alone for 1, 2, 4, ... at most so many proposals."""

GIVE_UP_AFTER = 5
"""So many turns lost in a row end a run whose budget is money: it would never be spent."""


class Language:
    """Keeps some questions under way while candidates are judged.

    feedback: how the run stands now, as text, and the champion it speaks of.
    stand_in: proposes when no answer came in time, or none that can be used.
    patience_s: how long a proposal waits for an answer before the stand-in takes the turn.
    tell: gets one line when something happens that a person should know.
    """

    def __init__(
        self,
        *,
        name: str,
        model: LanguageModel,
        purse: Purse,
        program: str,
        brief: str,
        feedback: Callable[[], tuple[str, str]],
        stand_in: Agent,
        most_tokens: int,
        under_way: int,
        patience_s: float,
        tell: Callable[[str], None],
    ) -> None:
        self.name = name
        self._model, self._purse, self._stand_in = model, purse, stand_in
        self._system = system_prompt(program, brief)
        self._feedback, self._tell = feedback, tell
        self._most_tokens, self._most, self._patience_s = most_tokens, under_way, patience_s
        self._threads = ThreadPoolExecutor(under_way, thread_name_prefix="language")
        self._waiting: deque[tuple[int, Future[Taken]]] = deque()
        self._failures = self._pause = 0
        self._asked_before = False

    @property
    def is_spent(self) -> bool:
        """Whether the money is too little for another question, or nobody takes it any more."""
        if self._failures >= GIVE_UP_AFTER:
            return True
        return self._purse.is_idle and not self._affordable(self._question(1, 0))

    def propose(self, number: int) -> Proposal:
        """The first answer that arrives, or the stand-in's proposal."""
        self._ask(number)
        taken = self._first()
        if taken is None:
            lost = "pausing after failures" if self._pause else self._why_none()
            return self._stand_in_for(number, lost, ())
        if taken.failure:
            self._note_failure(taken.failure)
            return self._stand_in_for(number, taken.failure, taken.asked)
        self._failures = 0
        return Proposal(
            taken.source, taken.hypothesis, {"model": self._model.name}, asked=taken.asked
        )

    def learn(self, experiment: Experiment) -> None:
        """The stand-in learns from everybody; the model is told when it is asked again."""
        self._stand_in.learn(experiment)

    def close(self) -> tuple[Asked, ...]:
        """Let what is under way end, and give what it cost: it is money all the same."""
        asked: list[Asked] = []
        for receipt, future in self._waiting:
            if future.cancel():
                self._purse.settle(receipt, ())
                continue
            taken = future.result()
            self._purse.settle(receipt, taken.asked)
            asked += taken.asked
        self._waiting.clear()
        self._threads.shutdown()
        return tuple(asked)

    def _ask(self, number: int) -> None:
        """Put as many questions as are wanted and can be paid."""
        if self._pause:
            self._pause -= 1
            return
        while len(self._waiting) < self._most:
            beside = len(self._waiting)
            feedback, champion = self._feedback()
            question = turn_prompt(feedback, number=number + beside, beside=beside)
            if not self._affordable(question):
                return
            self._announce(question)
            receipt = self._purse.reserve(2.0 * self._most_usd(question))  # with one explanation
            turn = Turn(self._model, self._purse.price, self._system, question, champion)
            self._waiting.append((receipt, self._threads.submit(turn.take)))

    def _question(self, number: int, beside: int) -> str:
        feedback, _ = self._feedback()
        return turn_prompt(feedback, number=number, beside=beside)

    def _most_usd(self, question: str) -> float:
        characters = len(self._system) + len(question)
        return self._purse.most_usd(characters, self._most_tokens)

    def _affordable(self, question: str) -> bool:
        return self._purse.affords(2.0 * self._most_usd(question))

    def _announce(self, question: str) -> None:
        if not self._asked_before:
            self._asked_before = True
            characters = len(self._system) + len(question)
            self._tell(forecast(self._purse, characters, self._most_tokens))

    def _first(self) -> Taken | None:
        """The answer that arrived first, within our patience."""
        futures = [future for _, future in self._waiting]
        if not futures:
            return None
        done, _ = wait(futures, timeout=self._patience_s, return_when=FIRST_COMPLETED)
        for pair in self._waiting:
            if pair[1] in done:
                self._waiting.remove(pair)
                taken = pair[1].result()
                self._purse.settle(pair[0], taken.asked)
                return taken
        return None

    def _why_none(self) -> str:
        if self._waiting:
            return f"no answer within {self._patience_s:g} s"
        return "the money is used up"

    def _note_failure(self, failure: str) -> None:
        self._failures += 1
        self._pause = min(MOST_PAUSE, 2 ** (self._failures - 1)) if self._failures > 1 else 0
        self._tell(f"{self.name}: turn lost: {failure}")

    def _stand_in_for(self, number: int, lost: str, asked: tuple[Asked, ...]) -> Proposal:
        proposal = self._stand_in.propose(number)
        origin = {**proposal.origin, "instead of": self.name, "because": lost[:300]}
        return Proposal(
            proposal.source, proposal.hypothesis, origin, asked=asked, by=self._stand_in.name
        )
