"""Changes of a text whose effect on the records is known, and whether the coder follows; see README.md."""
