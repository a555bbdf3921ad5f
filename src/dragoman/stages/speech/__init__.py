"""Who says what: reported speech, and the statements made of it."""
