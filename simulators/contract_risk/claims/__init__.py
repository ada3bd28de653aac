"""Claims drawn once, and what terms make of them: who pays how much."""
