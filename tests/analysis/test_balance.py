"""Friends, foes, blocs, and who condemns whom together."""

from __future__ import annotations

from pathlib import Path

from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.analysis.balance import Balance, Tie, list_joint_condemners, sign_tie, weigh_balance


def weigh(path: Path, friends: list[str], foes: list[str]) -> Balance:
    """The balance of a store in which friends cooperate and foes condemn one another, in eight stories
    each.
    """
    told = [(pair, "AID") for pair in friends * 8] + [(pair, "ACCUSE") for pair in foes * 8]
    records = [
        make_record(f"story-{at}", events=[make_event(*pair.split(), type_)])
        for at, (pair, type_) in enumerate(told)
    ]
    with dragoman.open(fill_store(path / "news.db", records)) as desk:
        return weigh_balance(desk)


def test_two_camps_are_found(tmp_path: Path) -> None:
    found = weigh(tmp_path, ["USA GBR", "GBR FRA", "USA FRA", "RUS CHN"], ["USA RUS", "CHN USA", "GBR RUS"])
    assert found.blocs == (("FRA", "GBR", "USA"), ("CHN", "RUS"))
    assert (found.balanced, found.tense, found.at_odds) == (1.0, (), ())


def test_a_friend_of_a_foe_is_tense(tmp_path: Path) -> None:
    found = weigh(tmp_path, ["USA TUR", "TUR RUS"], ["USA RUS"])
    assert (found.triads, found.balanced) == (1, 0.0)
    assert found.tense[0].actors == ("RUS", "TUR", "USA") and len(found.at_odds) == 1


def test_few_stories_give_no_sign() -> None:
    assert sign_tie(Tie("USA", "CHN", 4, 4, 4, 0, 20.0)) == 0
    assert sign_tie(Tie("USA", "CHN", 9, 9, 5, 4, 1.0)) == 0
    assert sign_tie(Tie("USA", "CHN", 9, 20, 0, 20, -60.0)) == -1


def test_who_condemns_whom_together(tmp_path: Path) -> None:
    told = [("USA", "RUS"), ("USA", "IRN"), ("GBR", "RUS"), ("GBR", "IRN"), ("GBR", "CHN"), ("FRA", "RUS")]
    events = [make_event(one, other, "ACCUSE/disapprove") for one, other in told]
    with dragoman.open(fill_store(tmp_path / "news.db", [make_record("story", events=events)])) as desk:
        [pair] = list_joint_condemners(desk)
    assert (pair.one, pair.other, pair.condemned) == ("GBR", "USA", ("IRN", "RUS"))
    assert pair.share == 0.6667
