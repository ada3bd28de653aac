import importlib
import sys
from types import ModuleType

from ruleloop.isolation.interface_source import interface_sources


def test_an_interface_crosses_with_the_sibling_modules_that_it_is_made_of_each_after_its_own() -> (
    None
):
    interface = importlib.import_module("simulators.supply_chain.interface")
    sources = interface_sources(interface)
    names = [source.name.rpartition(".")[2] for source in sources]
    assert names[-1] == "interface"
    assert names.index("observations") < names.index("actions") < names.index("tools")
    assert len(names) == len(set(names))


def test_nothing_of_the_simulator_crosses_that_the_interface_does_not_import() -> None:
    interface = importlib.import_module("simulators.supply_chain.interface")
    importlib.import_module("simulators.supply_chain.simulate")
    names = {source.name.rpartition(".")[2] for source in interface_sources(interface)}
    assert not names & {"simulate", "world", "traffic", "draws", "solve", "generate"}


def test_an_interface_of_one_file_crosses_alone(toy: object) -> None:
    module: ModuleType = sys.modules["simulators.inventory.interface"]
    assert [source.name for source in interface_sources(module)] == [module.__name__]
