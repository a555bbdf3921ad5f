"""Networks: which ties are shown, and where nodes stand."""

from __future__ import annotations

from dragoman.analysis.networks import Edge, Network, Tie, build_network, place_nodes

TIES = [
    Tie("CHN", "USA", "verbal conflict", 4, -8.0),
    Tie("CHN", "USA", "material cooperation", 1, 9.0),
    Tie("USA", "CHN", "verbal conflict", 2, -4.0),
    Tie("RUS", "UKR", "material conflict", 9, -81.0),
    Tie("UKR", "USA", "verbal cooperation", 1, 2.5),
]


def list_pairs(network: Network) -> list[str]:
    return [f"{edge.actor}>{edge.recipient}" for edge in network.edges]


def test_a_tie_joins_its_quads_and_takes_the_most_frequent() -> None:
    edge = next(edge for edge in build_network(TIES).edges if edge.actor == "CHN")
    assert (edge.events, edge.quad, edge.score_mean) == (5, "verbal conflict", 0.2)


def test_ties_of_few_events_are_left_out() -> None:
    assert list_pairs(build_network(TIES, least=3)) == ["RUS>UKR", "CHN>USA"]


def test_quads_limit_what_is_counted() -> None:
    assert list_pairs(build_network(TIES, quads=["material conflict"])) == ["RUS>UKR"]


def test_around_an_actor_stand_its_partners_and_their_ties() -> None:
    network = build_network(TIES, around="USA")
    assert {node.code for node in network.nodes} == {"USA", "CHN", "UKR"}


def test_the_busiest_actors_stay() -> None:
    assert list_pairs(build_network(TIES, most=2)) == ["RUS>UKR"]
    assert build_network(TIES, most=2).all_actors == 4


def test_nodes_always_stand_in_the_same_place_within_the_drawing() -> None:
    first, again = build_network(TIES), build_network(list(TIES))
    assert first == again
    assert all(0 <= spot <= 1 for node in first.nodes for spot in (node.x, node.y))


def test_no_two_nodes_lie_on_each_other() -> None:
    codes = [f"N{at}" for at in range(40)]
    edges = [
        Edge(actor="N0", recipient=code, events=1, quads={}, quad="", score_mean=0.0) for code in codes[1:]
    ]
    places = place_nodes(codes, edges)
    gaps = [(x - u) ** 2 + (y - v) ** 2 for at, (x, y) in enumerate(places) for u, v in places[at + 1 :]]
    assert min(gaps) > 0.05**2


def test_two_nodes_stand_beside_each_other() -> None:
    assert place_nodes(["A", "B"], []) == [(0.25, 0.5), (0.75, 0.5)]
