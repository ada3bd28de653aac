"""Every kind of edit that the built-in agent makes."""

from ruleloop.agents.evolve.moves.blend import blend_quantity
from ruleloop.agents.evolve.moves.condition import edit_condition, turn_condition
from ruleloop.agents.evolve.moves.delete import delete_statement
from ruleloop.agents.evolve.moves.guard import insert_guard
from ruleloop.agents.evolve.moves.move import Move
from ruleloop.agents.evolve.moves.replace import replace_expression
from ruleloop.agents.evolve.moves.sift import sift_elements
from ruleloop.agents.evolve.moves.simplify import simplify
from ruleloop.agents.evolve.moves.swap import swap_function
from ruleloop.agents.evolve.moves.switch import switch_expression
from ruleloop.agents.evolve.moves.tune import retune, tune_constant
from ruleloop.agents.evolve.moves.wrap import wrap_expression

# Weights follow how often each kind got past the screen in eight runs in four domains.
MOVES = (
    Move("tune", tune_constant, 1.5, structural=False),
    Move("replace", replace_expression, 1.5),
    Move("blend", blend_quantity, 1.5),
    Move("wrap", wrap_expression, 1.0),
    Move("switch", switch_expression, 1.2),
    Move("condition", edit_condition, 1.2),
    Move("turn", turn_condition, 0.3),
    Move("guard", insert_guard, 1.2),
    Move("sift", sift_elements, 0.7),
    Move("delete", delete_statement, 1.0),
    Move("simplify", simplify, 0.7),
    Move("swap", swap_function, 2.5),
    Move("adopt", retune, 0.3, parent="shipped"),
)

MOVES_BY_NAME = {move.name: move for move in MOVES}
