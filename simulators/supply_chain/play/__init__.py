"""The world while it is being played: waves, vehicles, customers, money."""
