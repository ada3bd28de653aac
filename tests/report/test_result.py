import json

import msgspec
import pytest

from ruleloop.report.result import from_json, to_json
from tests.report import results


@pytest.mark.parametrize("variant", [v for v in results.VARIANTS if v != "hostile"])
def test_a_result_reads_back_from_its_json(variant: str) -> None:
    result = results.VARIANTS[variant]()
    assert from_json(to_json(result)) == result


def test_json_is_plain_ascii_safe_and_keeps_every_experiment() -> None:
    read = json.loads(to_json(results.hostile()))
    assert len(read["experiments"]) == 201
    assert read["champion"].startswith("<script>alert(1)</script>\x1b[31m")
    assert b"\x1b" not in to_json(results.hostile())


def test_foreign_json_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"title": 3}')
