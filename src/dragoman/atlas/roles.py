"""Role words: from "rebellenleider" or "prime minister" to sector and office."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.atlas.records import Role
from dragoman.atlas.sectors import is_over
from dragoman.atlas.tables import RoleTable

SHORTEST_TAIL = 3
SHORTEST_HEAD = 2


def find_word(table: RoleTable, *spellings: str) -> Role | None:
    """The role of the first spelling found, as it stands or in small letters."""
    for spelling in spellings:
        if not spelling:
            continue
        role = table.words.get(spelling) or table.words.get(spelling.lower())
        if role is not None:
            return role
    return None


def find_role(table: RoleTable, lemma: str, form: str) -> Role | None:
    """The role a word names: itself, after a mark of a former office, or by the last part of a compound."""
    role = find_word(table, form, lemma)
    if role is not None:
        return role
    for mark in table.former:
        for spelling in (form, lemma):
            bare = spelling.lower().removeprefix(mark)
            if mark.endswith("-") and bare != spelling.lower():
                role = find_role(table, bare, bare)
                return None if role is None else msgspec.structs.replace(role, former=True)
    if not table.compounds:
        return split_hyphen(table, lemma, form)
    return split_tail(table, form) or split_tail(table, lemma)


def split_hyphen(table: RoleTable, lemma: str, form: str) -> Role | None:
    """The role of what follows the last hyphen ("vice-chairman", "warlord-turned-politician")."""
    for spelling in (form, lemma):
        before, hyphen, tail = spelling.rpartition("-")
        role = find_word(table, tail) if hyphen else None
        if role is not None:
            return join_parts(table, before, role)
    return None


def split_tail(table: RoleTable, word: str) -> Role | None:
    """The role of the longest last part of a compound, with the sector its first part gives."""
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        role = find_word(table, word[at:])
        if role is not None and (word[at:] not in table.guarded or is_known(table, word[:at])):
            return join_parts(table, word[:at].removesuffix("-"), role)
    return None


def is_known(table: RoleTable, head: str) -> bool:
    """Whether a first part is joined by a hyphen or is a word the table knows."""
    return head.endswith("-") or find_modifier(table, head) is not None


def join_parts(table: RoleTable, head: str, role: Role) -> Role:
    """The role with the sector of what stands before it, where the role takes one."""
    sector = find_modifier(table, head)
    if sector is None or not (role.carrier or is_over(sector, role.sector)):
        return role
    return msgspec.structs.replace(role, sector=sector)


def find_modifier(table: RoleTable, head: str) -> str | None:
    """The sector a first part stands for; None when it says nothing."""
    small = head.lower()
    for link in table.links:
        bare = small.removesuffix(link) if link else small
        if bare == small and link:
            continue
        sector = table.modifiers.get(bare)
        if sector is None and (role := table.words.get(bare)) is not None and not role.carrier:
            sector = role.sector
        if sector is not None:
            return sector
    return table.modifiers.get(small)


def find_phrase(table: RoleTable, words: Sequence[str], at: int) -> tuple[int, Role | None]:
    """The number of words of the longest role phrase from `at`, and its role; (0, None) when none.

    One word is a phrase too, and so are a modifier and a carrier ("rebel leader").
    """
    length, role = find_longer(table, words, at)
    if role is not None or at >= len(words):
        return length, role
    single = find_role(table, words[at], words[at])
    return (1, single) if single is not None else (0, None)


def may_open(table: RoleTable, word: str) -> bool:
    """Whether a role phrase of two words and more may begin with the word."""
    first = word.lower()
    return first in table.phrases or find_modifier(table, first) is not None


def find_longer(table: RoleTable, words: Sequence[str], at: int) -> tuple[int, Role | None]:
    """The longest role phrase of two words and more from `at`; (0, None) when none."""
    if at + 1 >= len(words):
        return 0, None
    first = words[at].lower()
    phrases = table.phrases.get(first)
    if phrases:
        second = words[at + 1].lower()
        for rest, role in phrases:
            end = at + 1 + len(rest)
            if rest[0] == second and tuple([word.lower() for word in words[at + 1 : end]]) == rest:
                return 1 + len(rest), role
    if (sector := find_modifier(table, first)) is not None:
        role_after = find_word(table, words[at + 1])
        if role_after is not None and (role_after.carrier or is_over(sector, role_after.sector)):
            return 2, msgspec.structs.replace(role_after, sector=sector)
    return 0, None
