"""What load, wind and sun do, what is known of it beforehand, and what goes wrong."""
