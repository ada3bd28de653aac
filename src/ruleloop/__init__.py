"""An agent rewrites decision rules, a simulator plays them, a judge keeps what is proven."""

__version__ = "0.1.0"
