"""What recorded claims tell about the parameters of a world: severity, legal cost, dependence."""
