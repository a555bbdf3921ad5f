"""The stages of the code half, in the order in which a sentence walks through them.

trees, mentions, surroundings, places, contexts, actors, frames, times, speech, events, relations; and `gaps`,
which looks at what the frames left. Each imports only what stands before it.
"""
