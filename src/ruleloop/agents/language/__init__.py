"""Language models as agents: what they are asked, what they answer, and what it costs."""
