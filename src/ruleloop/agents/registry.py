"""The agents by name."""

from ruleloop.agents.agent import Agent, Brief
from ruleloop.errors import ScenarioError

NAMES = ("evolve",)


def make_agent(name: str, brief: Brief) -> Agent:
    """The agent of this name.

    Raises:
        ScenarioError: there is none.
    """
    if name == "evolve":
        from ruleloop.agents.evolve.evolve import Evolve

        return Evolve(brief)
    raise ScenarioError(f"run.agent: no agent `{name}`; expected one of: {', '.join(NAMES)}")
