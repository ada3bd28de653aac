import math
from pathlib import Path

import pytest

from simulators.contract_risk.history.read_claims import read_claims
from simulators.supply_chain.readers.faults import InputFaults

HEAD = "loss,legal_cost,limit,censored\n"
GOOD = "".join(f"{n + 1}00,{n + 50},,no\n" for n in range(30))


def write(folder: Path, text: str) -> Path:
    path = folder / "claims.csv"
    path.write_text(text)
    return path


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(InputFaults) as caught:
        read_claims(path)
    return caught.value.faults


def test_claims_are_read_with_and_without_limits(tmp_path):
    found = read_claims(write(tmp_path, HEAD + GOOD + "500,0,500,yes\n70,7,1e6,0\n"))
    assert found.loss[[0, 30, 31]].tolist() == [100.0, 500.0, 70.0]
    assert found.limit[[0, 30, 31]].tolist() == [math.inf, 500.0, 1e6]
    assert found.censored.tolist() == [False] * 30 + [True, False]
    assert found.legal_cost[[0, 30, 31]].tolist() == [50.0, 0.0, 7.0]


def test_insurers_call_legal_cost_alae(tmp_path):
    head = "Loss;ALAE;Limit;Censored;line\n"
    rows = "".join(f"{n + 1},5;{n + 3};NA;0;GL\n" for n in range(30))
    found = read_claims(write(tmp_path, head + rows))
    assert found.loss[0] == 1.5
    assert found.legal_cost[:2].tolist() == [3.0, 4.0]
    assert set(found.limit) == {math.inf}


def test_all_faults_are_named_at_once_with_file_row_and_column(tmp_path):
    rows = ["-5,1,,no", "100,-1,,no", "100,1,,yes", "100,1,50,no", "100,1,200,yes", "0,x,0,perhaps"]
    expected = """
        row 2, column loss: expected an amount above 0, got '-5'
        row 3, column legal_cost: expected an amount, 0 or more, got '-1'
        row 4, column limit: expected the limit above which this censored claim lies, got none; \
censored means: larger than its limit
        row 5, column loss: expected at most the limit of 50, got 100; \
put the limit there, and yes in column censored
        row 6, column censored: expected no, as the loss of 100 is below its limit of 200, got yes
        row 7, column loss: expected an amount above 0, got '0'
        row 7, column legal_cost: expected an amount, 0 or more, got 'x'
        row 7, column limit: expected an amount above 0, or nothing for no limit, got '0'
        row 7, column censored: expected yes or no (1 or 0), got 'perhaps'
    """.strip()
    found = faults_of(write(tmp_path, HEAD + "\n".join(rows)))
    assert list(found) == [f"claims.csv, {line.strip()}" for line in expected.splitlines()]


def test_several_currencies_are_no_amounts_to_fit(tmp_path):
    head = "loss,legal_cost,limit,censored,currency\n"
    rows = ["100,1,,no,eur", "100,1,,no,EUR", "100,1,,no,", "100,1,,no,USD"]
    (told,) = faults_of(write(tmp_path, head + "\n".join(rows)))
    assert told.startswith("claims.csv, row 5, column currency: expected EUR as in row 2, got USD")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("loss,limit\n5,5\n", "expected the columns legal_cost, censored, got loss, limit"),
        ("", "the columns loss, legal_cost, limit, censored"),
        (HEAD + "5,5,,no\n", "expected at least 30 claims that are not censored, got 1"),
        (HEAD + 40 * "5,7,,no\n", "column loss: expected at least 5 different amounts, got 1"),
        (HEAD + 40 * "5,0,,no\n", "legal_cost: expected at least 30 claims with legal cost, got 0"),
        (HEAD, "expected at least one row, got none"),
    ],
)
def test_a_file_that_tells_too_little_is_refused(tmp_path, text, told):
    assert told in "\n".join(faults_of(write(tmp_path, text)))
