"""Watching: the feeds and sitemaps of feeds.toml, asked politely, their new stories put into the store."""
