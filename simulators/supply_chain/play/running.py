"""What a trip runs up: kilometres, energy and tolls, and what they cost."""

from dataclasses import dataclass

from simulators.supply_chain.energy import energy_used
from simulators.supply_chain.observations import VehicleClass
from simulators.supply_chain.play import money
from simulators.supply_chain.play.tally import Tally
from simulators.supply_chain.timing import RoadBook


@dataclass
class Running:
    """The running sums of one trip; money is rounded once, when it is over."""

    kind: VehicleClass
    book: RoadBook
    km: float = 0.0
    energy: float = 0.0
    toll_eur: float = 0.0

    def leg(self, i: int, j: int, minutes: float, load_kg: float) -> float:
        """One leg; gives its litres or kWh."""
        used = self.energy_of(i, j, minutes, load_kg)
        self.km += self.book.km[i][j]
        self.energy += used
        self.toll_eur += self.book.toll_eur(i, j, self.kind)
        return used

    def energy_of(self, i: int, j: int, minutes: float, load_kg: float) -> float:
        """Litres or kWh of one leg."""
        share = load_kg / self.kind.payload_kg if load_kg else 0.0
        return energy_used(self.kind, self.book.km[i][j], minutes, share)

    def settle(self, tally: Tally) -> int:
        """Write everything into the bill; gives the cents."""
        bill, kind = tally.bill, self.kind
        distance = money.distance_cents(kind, self.km)
        energy = money.cents(self.energy * kind.energy_eur)
        levy = money.cents(self.energy * kind.levy_eur)
        tolls = money.cents(self.toll_eur)
        bill.distance += distance
        bill.energy += energy
        bill.levy += levy
        bill.tolls += tolls
        tally.km += self.km
        tally.co2_kg += self.energy * kind.co2_kg
        return distance + energy + levy + tolls
