"""Drivers: who works when, and what a shift is paid."""
