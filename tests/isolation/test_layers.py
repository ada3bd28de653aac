"""Each layer of the wall is proved by an attempt to break it."""

import sys

import pytest

from ruleloop.isolation.boundary import CellBlock
from ruleloop.isolation.kernel import machine
from ruleloop.isolation.layers import Layer, probe
from ruleloop.isolation.proofs import _Attempt, _nothing, _open_file, _Plan, _prove
from ruleloop.isolation.seccomp import build_filter

LAYERS = (
    "descriptors", "environment", "memory", "files", "processor time", "orphans", "capabilities",
    "landlock", "seccomp",
)  # fmt: skip


@pytest.fixture(scope="module")
def layers() -> dict[str, Layer]:
    return {layer.name: layer for layer in probe()}


@pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")
@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_holds_here(name: str, layers: dict[str, Layer]) -> None:
    assert layers[name].active, layers[name]
    assert "done" not in layers[name].proof


def test_a_block_that_says_locked_carries_the_proof_of_every_needed_layer(
    block: CellBlock,
) -> None:
    assert block.tier == "locked"
    assert all(layer.active for layer in block.layers if layer.needed)
    assert {layer.name for layer in block.layers} == set(LAYERS) - {"processor time"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # this process may have threads
def test_a_layer_that_does_not_hold_is_found_out() -> None:
    attempt = _Attempt("open a file", _nothing, _open_file, "Permission denied")
    layer = _prove(_Plan("none", "no protection at all", attempt))
    assert not layer.active
    assert "done" in layer.proof


def test_a_layer_that_the_machine_does_not_have_is_not_active() -> None:
    assert not _prove(_Plan("none", "no attempt is possible")).active


def test_the_filter_fits_both_known_machines() -> None:
    for known in ("x86_64", "aarch64"):
        program = build_filter(known, 10, 11)
        assert len(program) % 8 == 0
        assert len(program) // 8 < 256
    assert machine() in ("x86_64", "aarch64", "arm64")
