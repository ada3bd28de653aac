"""A user's list of contracts is read as it stands, or refused with every fault at once."""

from pathlib import Path

import pytest

from simulators.contract_risk.portfolio.contract_csv import read_contracts
from simulators.supply_chain.readers.faults import InputFaults

HEADING = "type,seat,value_eur,years,margin_share,size,records,required_cover_eur,currency"


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "contracts.csv"
    path.write_text("\n".join((HEADING, *rows)))
    return path


def test_a_row_is_a_contract(tmp_path: Path) -> None:
    path = _file(tmp_path, "saas_sell,US-NY,300000,3,0.4,medium,20000,0,EUR")
    (contract,) = read_contracts(path, "DE")
    assert (contract.type, contract.seat, contract.performed) == ("saas_sell", "US-NY", "US-NY")
    assert contract.annual_eur == 100_000.0
    assert contract.records == 20_000
    assert contract.home == "DE"


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("type,seat,value_eur,years,margin_share,size\ngoods_buy,DE,5000,1,0.1,small")
    (contract,) = read_contracts(path, "DE")
    assert contract.is_goods
    assert contract.insurance_eur == 1e6


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "saas_sell,FR,300000,3,0.4,medium,20000,0,EUR",
        "leasing,DE,-5,3,0.4,medium,20000,0,USD",
        "goods_buy,DE,1000,3,1.4,medium,-1,5000,EUR",
        "saas_sell,DE,1000,3,0.4,medium,1,5e6,EUR",
    )
    with pytest.raises(InputFaults) as raised:
        read_contracts(path, "DE")
    told = "\n".join(raised.value.faults)
    for place in (
        "row 2, column seat", "row 3, column type", "row 3, column value_eur",
        "row 3, column currency", "row 4, column margin_share", "row 4, column records",
        "row 4, column required_cover_eur", "row 5, column required_cover_eur",
    ):  # fmt: skip
        assert f"contracts.csv, {place}" in told
    assert "DE, EW, US-NY, US-CA" in told
