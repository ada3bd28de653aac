"""Which estimates the sensitivity moves together, in the words of its table.

All of a group are at their low ends, or all at their high ends: what makes one of them high in some
region makes the others high too, so that moving them one by one would say less for more time.
"""

WAGES = "wages"
NIGHT_PAY = "night premiums"
OVERTIME = "overtime and shortest paid shift"
VEHICLES = "vehicles by day and kilometre"
ENERGY_PRICES = "diesel and electricity prices"
CONSUMPTION = "fuel and electricity used"
TOLLS = "tolls"
FAILING = "prices of lateness, discounts, spot carrier"
FAILED = "failed drops"
HUB = "cross-dock"
MISHAPS = "breakdowns, chargers, relief drivers"
STOPS = "time of stops and loading"
RUSH = "rush hours"
NOISE = "unpredictable times and demand"
SIZE = "size of the city"
VILLAGES = "villages"
DEMAND = "how much is ordered"
NOTICE = "late, urgent and narrow orders"
FLEXIBLE = "flexible customers"
CITY = "demand in the city"
INDUSTRY = "demand of industry and by night"
DEPARTURES = "usual departures"
E_VANS = "range and charging of e-vans"
