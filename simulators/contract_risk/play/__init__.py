"""One year of offers, answers and claims, and what it costs."""
