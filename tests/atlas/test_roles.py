"""Role words and the sectors they tell, one class of words a line."""

from __future__ import annotations

import pytest

from dragoman.atlas.atlas import Atlas

SECTORS = {
    (
        "nl",
        "REB",
    ): "guerrillastrijders, rebellenaanvoerder, rebellensoldaten, opstandelingenleider, terreurleider, "
    "moedjahedien, gijzelnemers, guerrillaorganisatie, separatistenleider",
    ("nl", "UAF"): "militieleden, militieleider, aanvallers, schutters, gemaskerden",
    ("nl", "PRM"): "paramilitairen, paramilitaire groep",
    ("nl", "CRM"): "drugssmokkelaars, mensenhandelaren, bendeleider, zeerovers",
    (
        "nl",
        "COP",
    ): "politiemensen, politieleiding, rijkswachters, oproerpolitie, veiligheidsmensen, politietroepen",
    ("nl", "MIL"): "muiters, regeringssoldaten, legerwoordvoerder, invasiemacht, coupplegers, marinevaartuig",
    ("nl", "GOV"): "regeringsdelegatie, bewindhebbers, vredesmissie, kabinetsleden, veiligheidsraad",
    ("nl", "LEG"): "volksafgevaardigden, Kamerfracties, parlementsvoorzitter",
    ("nl", "PTY"): "partijbestuur, partijleiding, coalitiepartners, presidentskandidate",
    ("nl", "OPP"): "oppositieaanhangers, opposanten, democratieactivisten, ballingen, oppositiefractie",
    ("nl", "CVL"): "dorpsbewoners, stenengooiers, volgelingen, landgenoten, tieners",
    ("nl", "EDU"): "studentenraad, universiteitsbestuur, leerkrachten, deskundigen, studentenbetogers",
    ("nl", "LAB"): "vakbondsbestuurders, onderwijsbond, spoorwegpersoneel, dokwerkers",
    ("nl", "JRN"): "bloggers, cameraploeg, mediaconcern",
    ("nl", "REL"): "gelovigen, ayatollah, sekteleider, predikers",
    ("nl", "REF"): "vluchtelingenkamp, verdrevenen, vluchtelingenkinderen",
    (
        "en",
        "REB",
    ): "guerrilla army, rebel soldiers, rebel base, mujahideen, terror suspects, guerrilla delegation",
    ("en", "UAF"): "masked gunmen, attackers, militia commanders, hit squad",
    ("en", "PRM"): "paramilitary police, paramilitary soldiers",
    ("en", "CRM"): "war criminals, hit men, cartel leader, criminal gang",
    ("en", "COP"): "state troopers, federal police, security guards, police commandos",
    ("en", "MIL"): "joint chiefs, ground troops, deserters, national guard, Revolutionary Guards",
    ("en", "GOV"): "military junta, puppet government, firefighters, tax authorities, cease-fire monitors",
    ("en", "LEG"): "house of commons, congressional delegation, state senators",
    ("en", "PTY"): "party activists, coalition partners, central committee, political leaders",
    ("en", "OPP"): "opposition lawmakers, exiled leader, political prisoners, pro-democracy activists",
    ("en", "CVL"): "townspeople, clansmen, supporters, onlookers, slum dwellers",
    ("en", "EDU"): "student protesters, schoolteachers, analysts",
    ("en", "LAB"): "striking miners, garment workers, teachers' union, union activists",
    ("en", "REL"): "worshippers, faithful, muslim clerics, pilgrims",
    ("en", "JUD"): "military court, federal courts, islamic court, arbitrators",
    ("en", "REF"): "refugee camps, refugee children, displaced families",
}


@pytest.mark.parametrize(("language", "sector"), SECTORS)
def test_sectors_of_role_words(language: str, sector: str) -> None:
    atlas = Atlas.load()
    words = SECTORS[language, sector].split(", ")
    found = {word: atlas.find_role(word.split(), 0, language) for word in words}
    assert {word: (length, role.sector if role else None) for word, (length, role) in found.items()} == {
        word: (len(word.split()), sector) for word in words
    }
