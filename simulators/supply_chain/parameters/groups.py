"""Which estimates the sensitivity moves together, in the words of its table.

All of a group are at their low ends, or all at their high ends: what makes one of them high in some
region makes the others high too, so that moving them one by one would say less for more time.
"""

WAGES = "wages, overtime, shortest paid shift"
NIGHT_PAY = "night premiums"
VEHICLES = "vehicles by day and kilometre"
ENERGY = "fuel and electricity: use and price"
TOLLS = "tolls"
FAILING = "prices of lateness, discounts, spot carrier"
FAILED = "failed drops"
HUB = "cross-dock"
MISHAPS = "breakdowns, chargers, relief drivers"
STOPS = "time of stops and loading"
RUSH = "rush hours"
NOISE = "unpredictable times and demand"
VILLAGES = "villages"
DEMAND = "how much is ordered"
NOTICE = "late departures, late and urgent orders, narrow windows"
FLEXIBLE = "flexible customers"
CITY = "size of the city and its demand"
INDUSTRY = "demand of industry and by night"
E_VANS = "range and charging of e-vans"
