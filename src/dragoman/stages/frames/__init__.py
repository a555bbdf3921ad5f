"""Who does what: the lexicon's entries in a sentence, with their roles."""
