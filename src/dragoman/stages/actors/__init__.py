"""Who: from a noun phrase to an actor, over the sentences of a story."""
