"""The rules of the codebook as cases that any event coder can be held against; see README.md."""
