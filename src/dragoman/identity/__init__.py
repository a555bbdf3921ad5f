"""One event in many stories: copies of a text, events held against each other, clusters of them."""
