"""The agents by name."""

from ruleloop.agents.agent import Agent, Brief
from ruleloop.errors import ScenarioError

NAMES = ("evolve",)


def check_agent(name: str, said_in: str) -> None:
    """Refuse an unknown agent before anything is played; `said_in` is where it was named.

    Raises:
        ScenarioError: there is none of this name.
    """
    if name not in NAMES:
        raise ScenarioError(f"{said_in}: no agent `{name}`; expected one of: {', '.join(NAMES)}")


def make_agent(name: str, brief: Brief) -> Agent:
    """The agent of this name.

    Raises:
        ScenarioError: there is none.
    """
    check_agent(name, "run.agent")
    from ruleloop.agents.evolve.evolve import Evolve

    return Evolve(brief)
