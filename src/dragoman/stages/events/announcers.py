"""Whose deed it is that officials tell without saying who did it.

"The border with Chad has been closed, the Libyan ministry said": Libya closed it.
"""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of
from dragoman.stages.events.at_home import HOMES
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.roles import RoleFiller
from dragoman.stages.frames.finder import fillers
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.trees.voice import is_passive

APART = ("advcl", "acl", "amod")  # what only stands aside in what is told
SPEAKER = "speaker"  # source of an unnamed agent: the official who tells it; the `via` as well


def find_announcer(draft: Draft, saying: Saying | None, roles: RoleFiller) -> tuple[Actor, ...]:
    """The official speaker as the agent of a passive that names none; () where it may be another's deed.

    It is another's where it befell the speaker's own side, or, if states do such things at home, abroad.
    """
    tree, found, frame = draft.tree, draft.found, draft.found.frame
    if saying is None or not saying.speakers or SPEAKER not in frame.agent or found.item.part == "noun":
        return ()
    marks = {tree.lemma(kid) for kid in tree.kids(found.at, "mark")}
    if tree.relations[found.at] == "ccomp" and saying.tree is tree and tree.heads[found.at] != saying.at:
        return ()
    if tree.relations[found.at].startswith(APART) or not marks <= tree.function.relative_pronouns:
        return ()
    if not is_passive(tree, found.at) or any(fillers(tree, found.slots, role) for role in found.actor_roles):
        return ()
    speaker, sectors = saying.speakers[0], load_sectors()
    code = code_of(speaker)
    if code is None or speaker.sector not in (None, *sectors.acting):
        return ()
    domestic = any(source in HOMES for source in frame.fallback)
    own = (one.sector for one in draft.recipients if code_of(one) == code)
    if not domestic and not set(own) <= sectors.opposing:
        return ()
    if domestic and speaker.sector not in sectors.forces:
        places = {code_of(one) for one in roles.place_of(tree, found)}
        if places and code not in places:
            return ()
    return (replace(speaker, name=None, office=None, id=None, via=SPEAKER),)
