"""The records of a store for other programs: tables, documents, graphs, in the formats they read."""
