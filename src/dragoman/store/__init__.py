"""The store: one SQLite file of stories, their parses and records, and the questions asked of it."""
