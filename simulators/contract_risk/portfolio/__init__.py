"""The year's offered contracts: drawn, or read from a file."""
