"""The law as data: one YAML file per instrument, with worked cases in it."""
