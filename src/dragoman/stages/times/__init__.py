"""Times: what a story's time expressions mean, as EDTF, for the day on which the story was published."""
