"""The atlas: who and where in the states' system, by name, adjective, office and day."""
