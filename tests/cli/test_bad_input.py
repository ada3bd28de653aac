"""A folder in which everything is wrong at once: one message names all of it, whatever is asked."""

from pathlib import Path

import pytest

from tests.cli.test_commands import ruleloop

ROOT = Path(__file__).parents[2]

WEEK = {
    "sites.csv": """site,x_km,y_km,zone,is_hub
depot,0,0,,
bakery,2,1,downtown,
factory,-3,4,industrial,
moon base,9000,9000,rural,
""",
    "orders.csv": """order,site,date,open_time,close_time,quantity_units,service_min
1,nowhere,2026-11-02,08:00,10:00,4,6
2,factory,2026-11-03,08:00,12:00,20,10
2,factory,2026-11-03,11:00,16:00,20,10
3,bakery,2026-11-04,12:00,10:00,-4,6
4,moon base,2026-11-08,08:00,10:00,4,6
""",
    "fleet.csv": """vehicle_class,count,eur_per_day,toll_eur_per_km
van,0,-41,
hovercraft,0,60,
truck 12 t,0,90,-0.2
""",
    "drivers.csv": """driver,week_h,shift_h,earliest_time,latest_time
Ada,60,9,05:00,18:00
Ben,40,15,,
Cem,30,8,18:00,06:00
""",
    "my.toml": """domain = "supply_chain"
[world]
region = true
sites_csv = "sites.csv"
orders_csv = "orders.csv"
fleet_csv = "fleet.csv"
drivers_csv = "drivers.csv"
diesel_eur_per_l = -1.2
day_end_min = 900.0
[holdout]
late_eur = -25.0
""",
}
OF_THE_WEEK = [
    "world.diesel_eur_per_l: expected float >= 0.0, got -1.2",
    "world.day_end_min: expected after last_wave_min + loading_min (1030), got 900",
    "sites.csv, row 3, column zone: expected one of old town,",
    "sites.csv, row 5, column x_km and y_km: expected a place within 1,000 km of the depot",
    "fleet.csv, column count: expected at least one vehicle, got none in all rows",
    "fleet.csv, row 2, column eur_per_day: expected EUR, 0 or more, got '-41'",
    "fleet.csv, row 3, column vehicle_class: expected one of van, e-van,",
    "fleet.csv, row 4, column toll_eur_per_km: expected EUR, 0 or more, got '-0.2'",
    "drivers.csv, row 2, column week_h: expected at most 48 h, got 60 h",
    "drivers.csv, row 3, column shift_h: expected at most 13 h, got 15 h",
    "drivers.csv, row 4, column latest_time: expected a time after earliest_time",
    "orders.csv, row 2, column site: expected a customer's site, got unknown site 'nowhere'",
    "orders.csv, row 4, column open_time: expected windows of order '2' that do not overlap",
    "orders.csv, row 5, column quantity_units: expected a number above 0, got '-4'",
    "orders.csv, row 5, column close_time: expected a time at or after open_time",
    "orders.csv, row 6, column date: expected a day from Monday to Saturday",
    "holdout.late_eur: expected float >= 0.0, got -25.0",
]

DAY = {
    "sites.csv": "site,lat,lon\ndepot,48.5,9.0\nbakery,9.1,48.6\nschool,48.6,x\n",
    "orders.csv": """order,site,open_time,close_time,quantity,service_min,date
1,nowhere,08:00,07:00,none,6,2026-11-02
2,depot,08:00,10:00,40,-6,
""",
    "vehicles.csv": "vehicle,capacity_units\nv1,30\nv1,20\nv2,0\n",
    "my.toml": """domain = "supply_chain"
[world]
sites_csv = "sites.csv"
orders_csv = "orders.csv"
vehicles_csv = "vehicles.csv"
wage_eur_per_h = -28.0
vehicles = 0
""",
}
OF_THE_DAY = [
    "world.vehicles: expected int >= 1",
    "world.wage_eur_per_h: expected float >= 0.0, got -28.0",
    "sites.csv, row 3, column lat and lon: expected a place within 1,000 km of the depot",
    "sites.csv, row 4, column lon: expected degrees from -180 to 180, got 'x'",
    "orders.csv, row 1: expected a known column, got 'quantity'; did you mean quantity_units?",
    "orders.csv, row 2, column quantity_units: expected a number above 0, got 'none'",
    "orders.csv, row 2, column site: expected a customer's site, got unknown site 'nowhere'",
    "orders.csv, row 2, column close_time: expected a time at or after open_time",
    "orders.csv, row 3, column service_min: expected minutes, 0 or more, got '-6'",
    "orders.csv, row 3, column site: expected a customer's site, got the depot 'depot'",
    "orders.csv, row 3, column quantity_units: expected at most a vehicle's capacity of 30",
    "orders.csv, row 3, column date: expected a date in every row, or in none",
    "vehicles.csv, row 3, column vehicle: expected each name once, got 'v1' again",
    "vehicles.csv, row 3, column capacity_units: expected the same capacity in every row (30)",
    "vehicles.csv, row 4, column capacity_units: expected a number above 0, got '0'",
]

CONTRACTS = {
    "contracts.csv": """\
type,seat,value_eur,years,margin_share,size,records,required_cover_eur,currency
saas_sell,FR,300000,3,0.4,medium,20000,0,EUR
leasing,DE,-5,3,0.4,medium,20000,0,USD
goods_buy,DE,1000,3,1.4,huge,-1,5000,EUR
saas_sell,DE,,0,0.4,medium,1,5e6,EUR
""",
    "my.toml": """domain = "contract_risk"
[world]
contracts_csv = "contracts.csv"
home = "FR"
years = -3
[holdout]
tail = { any_of = ["lognormal", "normal"] }
""",
}
OF_THE_CONTRACTS = [
    "world.years: expected int >= 100, got -3",
    "world.home: expected one of DE, EW, US-NY, US-CA, got 'FR'",
    "contracts.csv, row 2, column seat: expected one of DE, EW, US-NY, US-CA, got 'FR'",
    "contracts.csv, row 3, column type: expected one of saas_sell, services_sell,",
    "contracts.csv, row 3, column currency: expected one of EUR, got 'USD'",
    "contracts.csv, row 3, column value_eur: expected EUR, more than 0, got '-5'",
    "contracts.csv, row 4, column margin_share: expected a share from 0 to 1, got '1.4'",
    "contracts.csv, row 4, column size: expected one of small, medium, large, got 'huge'",
    "contracts.csv, row 4, column records: expected a whole number, 0 or more, got '-1'",
    "contracts.csv, row 4, column required_cover_eur: expected 0 when we buy, got 5000",
    "contracts.csv, row 5, column value_eur: expected EUR, more than 0, got an empty cell",
    "contracts.csv, row 5, column years: expected 1 to 30 years, got '0'",
    "contracts.csv, row 5, column required_cover_eur: expected at most insurance_eur (1e+06)",
    "holdout.tail: expected one of lognormal, lomax, got 'normal'",
]


@pytest.mark.parametrize("command", ["run", "simulate", "compare"])
@pytest.mark.parametrize(
    ("tables", "expected"),
    [(WEEK, OF_THE_WEEK), (DAY, OF_THE_DAY), (CONTRACTS, OF_THE_CONTRACTS)],
    ids=["a week", "a day", "a portfolio"],
)
def test_all_mistakes_of_a_folder_come_in_one_message_each_once(
    tmp_path: Path, tables: dict[str, str], expected: list[str], command: str
) -> None:
    for name, text in tables.items():
        (tmp_path / name).write_text(text)
    more = {"compare": ("baseline",), "run": ("--run", str(tmp_path / "r"))}.get(command, ())
    arguments = (command, str(tmp_path / "my.toml"), *more, "--workspace", str(ROOT))
    out, err = ruleloop(*arguments, "--workers", "1", cwd=tmp_path, exits=2)
    told = err.splitlines()
    assert len(told) == len(expected), err
    for sentence, line in zip(expected, told, strict=True):
        assert sentence in line
    assert out == ""
    assert not (tmp_path / "r").exists()
