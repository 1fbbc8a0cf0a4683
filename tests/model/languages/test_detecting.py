"""Which language a text is in, and when that is not said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.model.languages.detecting import MIXED, SHORT, can_propose, detect, name_of
from kursk_tui.model.languages.tables import table

# A sentence or two about an invented flood.
TEXTS = {
    "uk": "Рятувальники повідомили, що після повені у долині загинули щонайменше тридцять людей,"
    " а ще сорок вважаються зниклими. Місто не отримало допомоги, бо дорога була під водою.",
    "ru": "Спасатели сообщили, что после наводнения в долине погибли не менее тридцати человек,"
    " а еще сорок считаются пропавшими. Город не получил помощи, потому что дорога была под"
    " водой.",
    "bg": "Спасителите съобщиха, че след наводнението в долината са загинали най-малко тридесет"
    " души, а още четиридесет се водят за изчезнали. Градът не е получил помощ от столицата.",
    "de": "Nach dem Hochwasser im Tal sind nach Angaben der Retter mindestens dreißig Menschen"
    " gestorben, und vierzig werden noch vermisst. Die Stadt war nicht zu erreichen.",
    "fr": "Après la crue dans la vallée, les secours ont annoncé qu'au moins trente personnes sont"
    " mortes et que quarante autres sont portées disparues. La ville n'a pas été aidée.",
    "es": "Tras la crecida del río en el valle, los equipos de rescate informaron de que al menos"
    " treinta personas murieron y de que otras cuarenta no han sido encontradas.",
    "pt": "Depois da cheia no vale, as equipas de resgate informaram que pelo menos trinta pessoas"
    " morreram e que outras quarenta não foram encontradas. A cidade não foi ajudada.",
    "it": "Dopo la piena nella valle i soccorritori hanno detto che almeno trenta persone sono"
    " morte e che altre quaranta non sono state trovate. La città non è stata raggiunta.",
    "pl": "Po powodzi w dolinie ratownicy podali, że zginęło co najmniej trzydzieści osób, a"
    " czterdzieści nie zostało odnalezionych. Miasto nie otrzymało pomocy od stolicy.",
    "cs": "Po povodni v údolí záchranáři uvedli, že zahynulo nejméně třicet lidí a dalších"
    " čtyřicet se nenašlo. Město nedostalo pomoc, protože silnice byla pod vodou.",
    "nl": "Na de overstroming in de vallei zijn volgens de redders ten minste dertig mensen"
    " gestorven en worden veertig anderen nog vermist. De stad was niet te bereiken.",
    "hu": "A völgyben történt árvíz után a mentők azt mondták, hogy legalább harminc ember"
    " meghalt, és még negyven nem került elő. A város nem kapott segítséget.",
    "tr": "Vadideki selden sonra kurtarma ekipleri en az otuz kişinin öldüğünü ve kırk kişinin daha"
    " bulunamadığını söyledi. Şehir için bir yardım gelmedi.",
    "en": "After the flood in the valley the rescuers said that at least thirty people had died and"
    " that forty more were missing. The town has not been helped.",
    "ko": "계곡에서 홍수가 난 뒤 구조대는 적어도 서른 명이 숨지고 마흔 명이 실종됐다고 밝혔다.",
    "zh": "山谷发生洪水之后，救援人员表示至少三十人死亡，另有四十人失踪，城里没有得到帮助。",
    "ja": "谷で洪水があったあと、救助隊は少なくとも三十人が死亡し、四十人が行方不明だと述べた。",
    "ar": "بعد الفيضان في الوادي قال رجال الإنقاذ إن ثلاثين شخصا على الأقل لقوا حتفهم وإن أربعين"
    " آخرين لا يزالون في عداد المفقودين ولم تصل المساعدة إلى المدينة",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text(language: str) -> None:
    assert detect([TEXTS[language]]).language == language


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_has_a_name(language: str) -> None:
    assert name_of(language) not in ("", language)


def test_a_language_of_which_nothing_is_known_is_its_code() -> None:
    assert name_of("xx") == "xx"


@pytest.mark.parametrize("text", ["", "300", "Derna", "Übermorgen vielleicht", "한국", "…"])
def test_a_short_text_has_no_language(text: str) -> None:
    assert detect([text]) == (None, SHORT)


def test_nothing_is_english_by_default() -> None:
    names = "Akale Borun Ceduk Difam Elgor Fanum Gidol Hurek Ijona Kalup Lomet Munor Nabic Opura"
    assert detect([names]).language is None


@pytest.mark.parametrize(("one", "other"), [("uk", "en"), ("ko", "en"), ("fr", "de"), ("ru", "uk")])
def test_a_text_in_two_languages_has_none(one: str, other: str) -> None:
    assert detect([TEXTS[one], TEXTS[other]]) == (None, MIXED)


def test_a_quotation_in_another_language_changes_nothing() -> None:
    told = [TEXTS["fr"]] * 6
    assert detect([*told, TEXTS["en"]]).language == "fr"


def test_a_language_that_is_near_is_told_as_a_doubt() -> None:
    # Written alike but for a few words.
    found = detect([_NORWEGIAN])
    assert found.language in ("no", "da", None)
    assert found.doubt


_NORWEGIAN = (
    "Etter flommen i dalen er det funnet tretti, og det er ikke sikkert at byen kan få hjelp for"
    " veien til dalen er med vann på den."
)


def test_which_figures_can_be_proposed() -> None:
    assert can_propose("en-GB")
    assert can_propose("uk")
    assert not can_propose("cs")
    assert table("cs") is not None  # its words of quantity are known all the same


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_text_has_a_language_that_has_a_name_or_none(paragraphs: list[str]) -> None:
    found = detect(paragraphs)
    assert found.language is None or table(found.language) is not None
    assert found.language is not None or found.doubt
