"""Large runs: the input cut into parts, each coded and written where it runs, carried there by an engine."""
