"""How sure, and what is published: from frames to drafts, from drafts to events."""
