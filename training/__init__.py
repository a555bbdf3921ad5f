"""The recipe of the syntax model. It imports dragoman; dragoman never imports it."""
