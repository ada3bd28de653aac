"""What whoever proposes is told: the programme, the domain, and how the run goes."""
