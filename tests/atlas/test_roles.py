"""Role words and the sectors they tell, one class of words a line."""

from __future__ import annotations

import pytest

from dragoman.atlas.atlas import Atlas

SECTORS = {
    (
        "nl",
        "REB",
    ): "guerrillastrijders rebellenaanvoerder rebellensoldaten opstandelingenleider terreurleider "
    "moedjahedien gijzelnemers guerrillaorganisatie ex-rebellen separatistenleider",
    ("nl", "UAF"): "militieleden militieleider aanvallers schutters gemaskerden",
    ("nl", "PRM"): "paramilitairen",
    ("nl", "CRM"): "drugssmokkelaars mensenhandelaren bendeleider zeerovers",
    ("nl", "COP"): "politiemensen politieleiding rijkswachters oproerpolitie veiligheidsmensen",
    ("nl", "MIL"): "muiters regeringssoldaten legerwoordvoerder invasiemacht coupplegers marinevaartuig",
    ("nl", "GOV"): "regeringsdelegatie bewindhebbers vredesmissie kabinetsleden oud-premier veiligheidsraad",
    ("nl", "LEG"): "Knessetleden volksafgevaardigden Kamerfracties parlementsvoorzitter",
    ("nl", "PTY"): "partijbestuur partijleiding coalitiepartners presidentskandidate",
    ("nl", "OPP"): "oppositieaanhangers opposanten democratieactivisten ballingen oppositiefractie",
    ("nl", "CVL"): "dorpsbewoners stenengooiers volgelingen landgenoten tieners",
    ("nl", "EDU"): "studentenraad universiteitsbestuur leerkrachten deskundigen",
    ("nl", "LAB"): "vakbondsbestuurders onderwijsbond spoorwegpersoneel dokwerkers",
    ("nl", "JRN"): "bloggers cameraploeg mediaconcern",
    ("nl", "REL"): "gelovigen ayatollah sekteleider predikers",
    ("nl", "REF"): "vluchtelingenkamp verdrevenen",
}


@pytest.mark.parametrize(("language", "sector"), SECTORS)
def test_sectors_of_role_words(language: str, sector: str) -> None:
    atlas = Atlas.load()
    words = SECTORS[language, sector].split()
    roles = {word: atlas.role(word, word, language) for word in words}
    assert {word: role.sector if role else None for word, role in roles.items()} == dict.fromkeys(
        words, sector
    )
