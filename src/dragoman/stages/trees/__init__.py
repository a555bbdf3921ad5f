"""Sentences as trees: what the parser gave, put right, and the questions that every stage asks of it."""
