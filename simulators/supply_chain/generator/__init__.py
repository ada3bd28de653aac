"""Made-up cities and regions with their orders."""
