"""What crosses the boundary arrives as it was sent, or as a fault that names the place."""

from typing import Any, Literal

import hypothesis.extra.numpy as hnp
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ruleloop.errors import DomainError
from ruleloop.evaluation.replication import RuleFaulted
from ruleloop.isolation.boundary import CellBlock
from ruleloop.isolation.crossing import make_decoder, make_encoder, make_strict_decoder

ROUTES = """
    from typing import Annotated, Literal, Protocol
    import msgspec
    import numpy as np
    from numpy.typing import NDArray

    class Map(msgspec.Struct, frozen=True):
        travel_min: NDArray[np.float64]
        names: tuple[str, ...]

    class Wave(msgspec.Struct, frozen=True, array_like=True):
        loads: NDArray[np.float32]
        orders: tuple[int, ...]

    class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
        order: int
        minute: Annotated[float, msgspec.Meta(ge=0.0)] = 0.0

    class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
        routes: list[list[Stop]]
        prices: NDArray[np.float64]
        mode: Literal["van", "bike"] = "van"

    class Rules(Protocol):
        def plan(self, wave: Wave, map: Map) -> Plan: ...
        def price(self, wave: Wave) -> tuple[float, ...]: ...
"""


@pytest.fixture
def routes(made: Any) -> Any:
    return made(ROUTES)


def plan(routes: Any, body: str) -> Any:
    source = (
        "import numpy as np\nfrom simulators.made.interface import Plan, Stop\n"
        f"def price(wave): return tuple(wave.loads)\ndef plan(wave, map):\n    {body}\n"
    )
    travel = np.arange(9.0).reshape(3, 3)[:, ::-1]
    with CellBlock(routes) as block, block.open(source) as rules:
        rules.begin(routes.Map(travel, ("a", "b", "c")))
        wave = routes.Wave(np.array([1.5, 2.5], np.float32), (7, 8))
        assert rules.price(wave) == (1.5, 2.5)
        return rules.plan(wave)


def test_structs_and_arrays_cross_both_ways(routes: Any) -> None:
    answer = plan(
        routes,
        "return Plan([[Stop(np.int64(o), np.float32(0.5)) for o in wave.orders]],"
        " map.travel_min[0] + wave.loads.sum())",
    )
    assert answer.routes == [[routes.Stop(7, 0.5), routes.Stop(8, 0.5)]]
    assert answer.prices.tolist() == [6.0, 5.0, 4.0]


def test_arrays_that_rules_see_cannot_be_written(routes: Any) -> None:
    with pytest.raises(RuleFaulted, match="read-only"):
        plan(routes, "map.travel_min[0, 0] = 1.0")


def test_facts_and_answers_larger_than_a_pipe_holds_cross(routes: Any) -> None:
    travel = np.arange(360_000.0).reshape(600, 600)
    source = (
        "from simulators.made.interface import Plan\ndef price(wave): return ()\n"
        "def plan(wave, map): return Plan([], map.travel_min[:, :300])\n"
    )
    with CellBlock(routes) as block, block.open(source) as rules:
        rules.begin(routes.Map(travel, ()))
        prices = rules.plan(routes.Wave(np.ones(2, np.float32), ())).prices
    np.testing.assert_array_equal(prices, travel[:, :300])


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Plan([[Stop('7')]], np.ones(1))", "expected `int`, got `str`.*order"),
        ("Plan([[Stop(7, -1.0)]], np.ones(1))", r"`float` >= 0.0.*minute"),
        ("Plan([[Stop(7, np.nan)]], np.ones(1))", "minute"),
        ("Plan([[Stop(7, np.inf)]], np.ones(1))", r"number, got `inf` at.*\[0\].minute"),
        ("Plan([], np.array([1.0, np.inf]))", r"finite number, got `inf` at `\$.prices`"),
        ("Plan([], np.ones(2, np.int64))", "Expected an array of float64, got int64"),
        ("Plan([], [1.0])", "Expected an array, got `list`"),
        ("Plan([], np.array(['x']))", "cannot cross"),
        ("Plan([], np.ones(1), 'tram')", "tram.*mode"),
        ("{'routes': [], 'prices': np.ones(1), 'bonus': 1}", "unknown field `bonus`"),
        ("{'routes': []}", "missing required field `prices`"),
        ("None", "expected `Plan`, got `(null|None)`"),
        ("[1]", "expected `Plan`, got `list` or `tuple`"),
        ("wave.orders[0]", "expected `Plan`, got `int`"),
        ("Stop(7)", "expected `Plan`: object contains unknown field `order`"),
        ("Plan([[7]], np.ones(1))", r"expected `Stop`, got `int` - at `\$.routes\[0\]\[0\]`"),
        ("Plan(3, np.ones(1))", r"expected `list` or `tuple`, got `int` - at `\$.routes`"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_with_its_place(routes: Any, answer: str, text: str) -> None:
    with pytest.raises(RuleFaulted, match=f"(?i){text}") as faulted:
        plan(routes, f"return {answer}")
    assert faulted.value.fault.kind == "nonsense"
    assert "`plan`" in faulted.value.fault.detail


@pytest.mark.parametrize("action", ["Any", "dict[str, Any]", "Loose", "list[Loose]"])
def test_an_action_type_that_lets_anything_through_is_refused(made: Any, action: str) -> None:
    source = f"""
    from typing import Any, Protocol
    import msgspec
    class Loose(msgspec.Struct):
        x: float
    class Rules(Protocol):
        def decide(self, observation: float) -> {action}: ...
    """
    with pytest.raises(DomainError, match="`decide`"):
        CellBlock(made(source))


@pytest.mark.parametrize("name", ["close", "digest"])
def test_a_decision_cannot_take_a_name_that_a_cell_has(made: Any, name: str) -> None:
    source = f"""
    from typing import Protocol
    class Rules(Protocol):
        def {name}(self, observation: float) -> float: ...
    """
    with pytest.raises(DomainError, match=f"`{name}` is no name for a decision"):
        CellBlock(made(source))


def test_a_decision_may_be_called_anything_else(made: Any) -> None:
    source = """
    from typing import Protocol
    class Rules(Protocol):
        def decide(self, observation: float) -> float: ...
        def load(self, observation: float) -> float: ...
    """
    rules = "def decide(x): return x + 1\ndef load(x): return x + 2"
    with CellBlock(made(source)) as block, block.open(rules) as cell:
        cell.begin()
        assert (cell.decide(1.0), cell.load(1.0)) == (2.0, 3.0)


ARRAYS = hnp.arrays(
    st.sampled_from(["<f8", ">f8", "<f4", "<i8", "<i2", "|u1", "|b1"]),
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0),
)


@given(ARRAYS)
def test_any_plain_array_arrives_equal_and_read_only(array: NDArray[Any]) -> None:
    hint = np.ndarray
    arrived = make_decoder(hint).decode(make_encoder(hint).encode(array))
    np.testing.assert_array_equal(arrived, array)
    assert arrived.shape == array.shape
    assert not arrived.flags.writeable


class Deep(msgspec.Struct, forbid_unknown_fields=True):
    number: float
    many: list[float] = []
    named: dict[str, float] = {}
    kind: Literal["a", "b"] = "a"


FLOATS = st.floats(width=64)
NAMED = st.dictionaries(st.sampled_from("abc"), FLOATS)


@given(st.builds(Deep, FLOATS, st.lists(FLOATS, max_size=4), NAMED))
def test_a_strict_decoder_passes_exactly_the_finite_values(value: Deep) -> None:
    payload = make_encoder(Deep).encode(value)
    numbers = [value.number, *value.many, *value.named.values()]
    if np.isfinite(numbers).all():
        assert make_strict_decoder(Deep)(payload) == value
    else:
        with pytest.raises(ValueError, match="finite number"):
            make_strict_decoder(Deep)(payload)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_of_the_type_or_an_ordinary_error(payload: bytes) -> None:
    decode = make_strict_decoder(Deep)
    try:
        assert isinstance(decode(payload), Deep)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return


@pytest.mark.parametrize(
    ("dtype", "shape", "data"),
    [("<f8", (2**40,), b""), ("<f8", (-1,), b""), ("|O8", (1,), b"12345678"), ("<f8", (1,), b"1")],
)
def test_a_forged_array_is_refused_before_anything_is_allocated(
    dtype: str, shape: tuple[int, ...], data: bytes
) -> None:
    forged = msgspec.msgpack.Ext(1, msgspec.msgpack.encode((dtype, shape, data)))
    with pytest.raises((msgspec.DecodeError, ValueError), match="array"):
        make_strict_decoder(np.ndarray)(msgspec.msgpack.encode(forged))
