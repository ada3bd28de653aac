import ast
import dataclasses
import io
import tokenize

import pytest

from ruleloop.agents.evolve.catalogue import Catalogue
from ruleloop.agents.evolve.finish import finish
from ruleloop.agents.evolve.moves.move import Move
from ruleloop.agents.evolve.moves.table import MOVES
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.read_catalogue import read_catalogue
from ruleloop.agents.evolve.workbench import Workbench
from ruleloop.draws import Draws
from tests.agents.evolve.samples import FULL, URGENT, routing_brief

CATALOGUE = read_catalogue(routing_brief())
TEXTS = {"full": FULL, "urgent": URGENT}


def candidates(move: Move, text: str, count: int = 40) -> list[tuple[Workbench, str, str]]:
    """(bench, candidate, hypothesis) of each attempt that came to something."""
    donors = [Parsed(other, CATALOGUE) for other in TEXTS.values() if other != text]
    rules, found = Parsed(text, CATALOGUE), []
    for attempt in range(count):
        draws = Draws(bytes(16)).within(move.name, attempt)
        bench = Workbench(rules, donors, CATALOGUE, draws)
        draft = move.draft(bench)
        source = finish(bench, draft) if draft else None
        if draft and source:
            found.append((bench, source, draft.hypothesis))
    return found


def comments(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [t.string for t in tokens if t.type == tokenize.COMMENT]


@pytest.mark.parametrize("move", MOVES, ids=lambda m: m.name)
def test_every_move_finds_sound_edits_of_ordinary_rules(move: Move) -> None:
    found = [c for text in TEXTS.values() for c in candidates(move, text)]
    assert len(found) >= 8
    for _, source, hypothesis in found:
        compile(source, "rules", "exec")
        assert hypothesis
        assert "{c}" not in source


@pytest.mark.parametrize(
    "move",
    [m for m in MOVES if m.name not in ("delete", "simplify", "swap")],
    ids=lambda m: m.name,
)
def test_comments_survive_every_move_unless_what_they_stand_on_goes(move: Move) -> None:
    for _, source, _ in candidates(move, FULL):
        for comment in set(comments(FULL)) - set(comments(source)):
            assert OWNERS[comment] not in source


OWNERS = {  # what a comment stands on
    "# how full a van must be": "LEAST_FILL_SHARE",
    "# of its capacity": "LEAST_FILL_SHARE",
    "# against bad traffic": "BUFFER_MIN",
    "# a comment on a header": "pay_eur",
    "# patience has a price": "pay_eur",
    "# it has to go": "pay_eur",
    "# one urgent order is enough": "for order in tools.orders_of",
    "# too late already": "continue",
}


@pytest.mark.parametrize("name", ["delete", "simplify"])
def test_ablation_leaves_fewer_nodes_and_takes_no_other_comment(name: str) -> None:
    move = next(m for m in MOVES if m.name == name)
    for _, source, _ in candidates(move, FULL):
        assert len(list(ast.walk(ast.parse(source)))) < len(list(ast.walk(ast.parse(FULL))))
        assert "# a comment on a header" in source or "pay_eur" not in source
        assert '"""Send what is full.\n\nA second paragraph that must survive.\n"""' in source


def test_the_test_of_a_while_loop_and_its_body_are_left_whole() -> None:
    for move in MOVES:
        for _, source, _ in candidates(move, FULL, 25):
            if "while" in source and move.name != "swap":
                assert "while left > " in source
                assert "left -= 1" in source


def test_new_constants_are_named_explained_and_stand_with_the_others() -> None:
    for move in MOVES:
        for bench, source, _ in candidates(move, FULL, 25):
            for constant in bench.new_constants:
                line = next(row for row in source.split("\n") if row.startswith(constant.name))
                assert constant.name.isupper()
                assert "  # " in line
                assert source.index(line) < source.index("def ")


def test_whole_constants_stay_whole() -> None:
    for move in MOVES:
        for _, source, _ in candidates(move, FULL, 40):
            for node in ast.parse(source).body:
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ITERATIONS":
                    assert isinstance(node.value, ast.Constant)
                    assert isinstance(node.value.value, int)


def test_a_swapped_function_brings_its_helpers_constants_and_imports() -> None:
    swap = next(m for m in MOVES if m.name == "swap")
    sources = [source for _, source, _ in candidates(swap, FULL)]
    wanted = next(s for s in sources if "is_urgent(order, wave, tools) for" in s)
    tree = ast.parse(wanted)
    names = [s.name for s in tree.body if isinstance(s, ast.FunctionDef)]
    assert names.index("is_urgent") < names.index("keep_route")
    assert "PATIENCE_MIN = 90.0  # how long an order may wait" in wanted
    assert "BUFFER_MIN = 10.0" in wanted  # the rules' own value of a constant that both have
    assert "LEAST_FILL_SHARE" not in wanted  # nothing needs it any more
    imported = [n.name for s in tree.body if isinstance(s, ast.ImportFrom) for n in s.names]
    assert sorted(imported) == ["Route", "WavePlan"]


def test_a_swap_with_a_clash_of_helpers_is_refused() -> None:
    clash = URGENT.replace("is_urgent(order, wave, tools)", "pay_eur(order)").replace(
        "def is_urgent", "def pay_eur"
    )
    swap = next(m for m in MOVES if m.name == "swap")
    rules, donors = Parsed(FULL, CATALOGUE), [Parsed(clash, CATALOGUE)]
    for attempt in range(30):
        bench = Workbench(rules, donors, CATALOGUE, Draws(bytes(16)).within(attempt))
        draft = swap.draft(bench)
        source = finish(bench, draft) if draft else None
        assert source is None or "pay_eur(order) for" not in source


def test_an_optional_decision_is_taken_over_where_the_rules_leave_it_as_usual() -> None:
    catalogue = dataclasses.replace(CATALOGUE, decisions=CATALOGUE.decisions | {"greet"})
    polite = URGENT + "\n\nPOLITE_EUR = 2.0\n\n\ndef greet(order, tools):\n    return POLITE_EUR\n"
    rules, donors = Parsed(FULL, catalogue), [Parsed(polite, catalogue)]
    swap = next(m for m in MOVES if m.name == "swap")
    found = []
    for attempt in range(60):
        bench = Workbench(rules, donors, catalogue, Draws(bytes(16)).within(attempt))
        draft = swap.draft(bench)
        if draft and draft.hypothesis.startswith("greet") and (source := finish(bench, draft)):
            found.append(source)
    assert found
    scope: dict[str, object] = {}
    exec(compile(found[0].replace("from simulators", "#"), "rules", "exec"), scope)
    assert scope["greet"](None, None) == 2.0  # type: ignore[operator] # exec gives objects


def test_a_loop_variable_of_another_name_stands_for_the_domains_own() -> None:
    assert isinstance(CATALOGUE, Catalogue)
    guard = next(m for m in MOVES if m.name == "guard")
    sources = [source for _, source, _ in candidates(guard, FULL, 80)]
    assert any("if o." in s.replace("if o.slack_min < 0.0", "") or "(o, wave" in s for s in sources)
    for source in sources:
        assert "tools.slack_min" not in source
        assert "wave.slack_min" not in source
