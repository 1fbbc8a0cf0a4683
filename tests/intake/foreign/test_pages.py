"""What is proposed of pages in other languages: figures, measures, and whose they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.language.texts import propose
from kursk_tui.model.figures import shape_problem
from kursk_tui.model.languages.tables import READ
from tests.intake.foreign.world import dossier, proposed, told

# A sentence of each sort in each language; each phrase with what it counts.
SENTENCES = [
    ("uk", "У боях загинули щонайменше 310 солдатів.", [("щонайменше 310", "killed")]),
    ("uk", "Іще близько 1,9 тис. бійців було поранено.", [("близько 1,9 тис.", "wounded")]),
    ("uk", "Було вбито або поранено понад 900 бійців.", [("понад 900", "casualties")]),
    (
        "uk",
        "Втрати становили 120 вбитими і 480 пораненими.",
        [("120", "killed"), ("480", "wounded")],
    ),
    ("uk", "До міста перекинули від 3 до 4 тисяч солдатів.", [("від 3 до 4 тисяч", "sent")]),
    ("uk", "Зниклими безвісти вважаються сорок двоє людей.", [("сорок двоє", "missing")]),
    ("uk", "Вода зруйнувала 75 будинків.", [("75", "houses-lost")]),
    ("ru", "Погибли не менее 310 солдат.", [("не менее 310", "killed")]),
    ("ru", "Еще около 2,7 тыс. человек получили ранения.", [("около 2,7 тыс.", "wounded")]),
    ("ru", "Эвакуировано более 900 жителей.", [("более 900", "evacuated")]),
    ("ru", "Разрушено свыше 70 домов.", [("свыше 70", "houses-lost")]),
    ("ru", "В плен попали 45 военнослужащих.", [("45", "captured")]),
    ("ru", "Без крова остались десятки тысяч человек.", [("десятки тысяч", "displaced")]),
    ("ru", "Из 11 000 солдат 4000 были убиты.", [("4000", "killed")]),
    ("de", "Mindestens 310 Soldaten wurden getötet.", [("Mindestens 310", "killed")]),
    ("de", "Rund 2.700 Menschen sind verletzt worden.", [("Rund 2.700", "wounded")]),
    ("de", "Es gab mehr als 900 Tote und Verletzte.", [("mehr als 900", "casualties")]),
    ("de", "Bis zu 12 000 Mann wurden an die Front geschickt.", [("Bis zu 12 000", "sent")]),
    ("de", "Noch 42 Menschen werden vermisst.", [("42", "missing")]),
    ("de", "Etwa 75 Häuser wurden beschädigt.", [("Etwa 75", "houses-hit")]),
    ("fr", "Au moins 310 soldats ont été tués.", [("Au moins 310", "killed")]),
    (
        "fr",
        "La crue a fait au moins 14 morts et 250 blessés.",
        [("au moins 14", "killed"), ("250", "wounded")],
    ),
    ("fr", "Près de 900 habitants ont été évacués.", [("Près de 900", "evacuated")]),
    ("fr", "Quelque 12 000 hommes ont été envoyés au front.", [("Quelque 12 000", "sent")]),
    ("fr", "Une quarantaine de personnes sont portées disparues.", [("quarantaine", "missing")]),
    ("es", "Murieron al menos 310 soldados.", [("al menos 310", "killed")]),
    ("es", "Unas 2.700 personas resultaron heridas.", [("Unas 2.700", "wounded")]),
    ("es", "Más de 40.000 manifestantes salieron a la calle.", [("Más de 40.000", "attended")]),
    ("es", "Fueron evacuados 900 vecinos.", [("900", "evacuated")]),
    ("es", "Cerca de 75 viviendas quedaron destruidas.", [("Cerca de 75", "houses-lost")]),
    ("pl", "Zginęło co najmniej 310 żołnierzy.", [("co najmniej 310", "killed")]),
    ("pl", "Około 2,7 tys. osób zostało rannych.", [("Około 2,7 tys.", "wounded")]),
    ("pl", "Na front wysłano do 12 000 żołnierzy.", [("do 12 000", "sent")]),
    ("pl", "Zaginionych jest ponad 40 mieszkańców.", [("ponad 40", "missing")]),
    ("pl", "Ewakuowano kilkaset osób.", [("kilkaset", "evacuated")]),
    ("ar", "قتل ما لا يقل عن 310 جنود.", [("ما لا يقل عن 310", "killed")]),
    ("ar", "أصيب نحو 2700 شخص بجروح.", [("نحو 2700", "wounded")]),
    ("ar", "لقي 27 شخصا حتفهم.", [("27", "killed")]),
    ("ar", "أرسل أكثر من ١٢ ألف جندي إلى الجبهة.", [("أكثر من ١٢ ألف", "sent")]),
    ("ko", "전투에서 최소 310명이 숨졌다.", [("최소 310명", "killed")]),
    ("ko", "약 2천700명이 다쳤다.", [("약 2천700명", "wounded")]),
    ("ko", "전선에 1만1천여명을 파병했다.", [("1만1천여명", "sent")]),
    ("ko", "사상자가 3천명 이상 발생했다.", [("3천명 이상", "casualties")]),
    ("ko", "주민 900여 명이 대피했다.", [("900여 명", "evacuated")]),
    ("zh", "至少310名士兵死亡。", [("至少310名", "killed")]),
    ("zh", "约2700人受伤。", [("约2700人", "wounded")]),
    ("zh", "向前线派遣了1.2万名士兵。", [("1.2万名", "sent")]),
    ("zh", "另有四十二人失踪。", [("四十二人", "missing")]),
    ("ja", "少なくとも310人が死亡した。", [("少なくとも310人", "killed")]),
    ("ja", "約2700人が負傷した。", [("約2700人", "wounded")]),
    ("ja", "前線に1万2000人以上を派遣した。", [("1万2000人以上", "sent")]),
    ("ja", "住民900人余りが避難した。", [("900人余り", "evacuated")]),
]


@pytest.mark.parametrize(("language", "sentence", "figures"), SENTENCES)
def test_figures_with_what_they_measure(
    language: str, sentence: str, figures: list[tuple[str, str | None]]
) -> None:
    found = told(language, sentence)
    for figure in figures:
        assert figure in found


def test_every_language_has_its_sentences() -> None:
    assert {language for language, _, _ in SENTENCES} == set(READ)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("uk", "11 січня 2031 року о 14:30 зібралася рада."),
        ("ru", "В 2031 году, 5 марта, прошло 40 минут."),
        ("de", "Am 9. Januar 2031 begann die 84. Sitzung."),
        ("fr", "Le 14 décembre 2031, à 12 h 30, le conseil s'est réuni."),
        ("es", "El 5 de febrero de 2031 se reunieron a las 11:30 horas."),
        ("pl", "W 2031 roku, 11 stycznia, o godz. 14:30 rada się zebrała."),
        ("ar", "في 5 من فبراير عام 2031 اجتمع المجلس."),
        ("ko", "2031년 3월 27일 오후 4시에 회의가 열렸다."),
        ("zh", "2031年3月27日下午4时召开会议。"),
        ("ja", "2031年3月27日午後4時に会議が開かれた。"),
        ("de", "Eine Frage blieb offen, und ein Soldat schwieg."),
        ("uk", "Одна людина мовчала."),
    ],
)
def test_dates_times_and_articles_count_nobody(language: str, sentence: str) -> None:
    assert told(language, sentence) == []


def test_a_year_is_no_count_of_the_noun_after_it() -> None:
    assert told("uk", "У 2031 військові не билися.") == []
    assert told("uk", "Загинули 2031 військовий.") == [("2031", "killed")]


def test_the_hedge_of_the_first_holds_for_a_list() -> None:
    first, second = proposed("fr", "L'éboulement a causé au moins 23 morts et 61 blessés.")
    assert (first.figure.low, first.figure.high) == (23, None)
    assert (second.figure.hedge, second.figure.low, second.figure.high) == ("at_least", 61, None)


def test_to_behind_a_verb_of_growing_is_no_ceiling() -> None:
    (grown,) = proposed("uk", "Кількість загиблих зросла до 310 солдатів.")
    assert grown.figure.hedge == "none"
    (sent,) = proposed("uk", "На фронт відправили до 310 солдатів.")
    assert sent.figure.hedge == "up_to"


def test_two_that_stand_together_are_the_whole_of_both() -> None:
    assert told("ar", "لقي 27 شخصا حتفهم أو فقدوا.") == [("27", "lost-at-sea")]


def test_a_cue_of_another_clause_is_not_sure() -> None:
    assert told("de", "In der Stadt leben 900 Menschen; über Getötete schwieg der Rat.") == [
        ("900", None)
    ]


def test_few_without_a_measure_are_not_asked_about() -> None:
    assert told("pl", "W sali siedziało 12 osób.") == []
    assert told("pl", "W sali siedziało 1200 osób.") == [("1200", None)]


def test_a_part_and_its_whole_are_of_one_sort() -> None:
    found = told("es", "4.000 de los 11.000 soldados murieron.")
    assert ("4.000", "killed") in found
    assert ("11.000", "killed") not in found


def test_figures_in_a_row_are_of_one_measure() -> None:
    assert told("ja", "死者は北市で39人、南町で23人、東村で5人となった。") == [
        ("39人", "killed"),
        ("23人", "killed"),
        ("5人", "killed"),
    ]
    # What parts them says what the second is.
    assert told("ko", "사망자는 39명, 부상자는 23명이다.") == [
        ("39명", "killed"),
        ("23명", "wounded"),
    ]


def test_a_word_right_before_a_number_is_nearest() -> None:
    assert told("ar", "أعلن الدفاع مقتل 19 شخصا وإصابة 40 آخرين.") == [
        ("19", "killed"),
        ("40", "wounded"),
    ]


def test_a_word_that_leads_to_the_next_number_is_of_that() -> None:
    assert ("19", "killed") in told("ar", "قتل منهم 19 شخصا وإصابة 40 آخرين.")


def test_a_verb_right_before_goes_before_a_participle_behind() -> None:
    assert told("es", "Murieron 19 vecinos evacuados ayer.") == [("19", "killed")]


def test_what_another_number_counts_says_nothing_of_this_one() -> None:
    assert told("es", "Hubo 23 heridos entre 610 vecinos.") == [("23", "wounded"), ("610", None)]


def test_a_verb_behind_a_number_leaves_its_noun_out() -> None:
    assert told("de", "Die Verluste hatten im Mai 1.200 erreicht.") == [("1.200", "casualties")]


def test_a_noun_stands_behind_a_quoted_number() -> None:
    assert told("fr", 'Le maire parle de "45" soldats.') == [("45", None)]


def test_dead_and_hurt_in_one_character_each() -> None:
    assert told("zh", "强震造成9死80伤。") == [("9死", "killed"), ("80伤", "wounded")]
    assert told("zh", "共有超过400人死伤。") == [("超过400人", "casualties")]


def test_a_word_for_pieces_is_of_no_measure_without_a_cue() -> None:
    assert told("zh", "他们发射了45枚。") == []


# ---- who says it


@pytest.mark.parametrize(
    ("language", "sentence", "agent"),
    [
        ("uk", "За даними ДРС, загинули 310 солдатів.", "dis"),
        ("uk", "Кесслер заявила, що загинули 310 солдатів.", "kessler"),
        ("ru", "По данным ДРС, погибли 310 солдат.", "dis"),
        ("de", "Laut DIS wurden 310 Soldaten getötet.", "dis"),
        ("fr", "D'après DIS, 310 soldats ont été tués.", "dis"),
        ("es", "Según DIS, murieron 310 soldados.", "dis"),
        ("pl", "Według DIS zginęło 310 żołnierzy.", "dis"),
        ("ar", "وبحسب استخبارات دورفيا قتل 310 جنود.", "dis"),
        ("ko", "도르정보원에 따르면 310명이 숨졌다.", "dis"),
        ("zh", "据多里情报局消息，310人死亡。", "dis"),
        ("ja", "ドル情報庁によると310人が死亡した。", "dis"),
    ],
)
def test_an_agent_with_a_plain_verb_is_a_part_of_the_chain(
    language: str, sentence: str, agent: str
) -> None:
    (each,) = proposed(language, sentence)
    assert (each.attribution, each.lineage) == ((agent,), "partial")
    assert any(reason.field == "attribution" for reason in each.because)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        # Nobody is named; somebody is, and says nothing; two are, and it is for the reader.
        ("uk", "Міністерство заявило, що загинули 310 солдатів."),
        ("uk", "Біля будівлі ДРС загинули 310 солдатів."),
        ("uk", "За даними ДРС і за словами Кесслер, загинули 310 солдатів."),
        ("ko", "당국에 따르면 310명이 숨졌다."),
    ],
)
def test_a_chain_is_left_open_rather_than_guessed(language: str, sentence: str) -> None:
    (each,) = proposed(language, sentence)
    assert (each.attribution, each.lineage) == ((), "unknown")


def test_nothing_is_ever_said_to_be_told_in_full() -> None:
    for language, sentence, _ in SENTENCES:
        assert all(each.lineage != "full" for each in proposed(language, sentence))


def test_the_publisher_is_no_part_of_a_chain() -> None:
    found = propose(
        dossier(), ["За даними ДРС, загинули 310 солдатів."], language="uk", publisher="dis"
    )
    assert [each.attribution for each in found] == [()]


# ---- whom and where


def test_a_people_is_told_only_where_it_is_named() -> None:
    (named,) = proposed("uk", "Загинули 310 солдатів Маровії.")
    assert named.scope.population == "troops"
    (nobody,) = proposed("uk", "Загинули 310 солдатів.")
    assert nobody.scope.population is None
    (elsewhere,) = proposed("uk", "До Маровії відправили 310 солдатів.")
    assert elsewhere.scope.population is None
    (korean,) = proposed("ko", "마로비아군 310명이 숨졌다.")
    assert korean.scope.population == "troops"


def test_a_place_is_told_only_where_it_is_said_to_be_there() -> None:
    (there,) = proposed("de", "In Tarn wurden 310 Soldaten getötet.")
    assert there.scope.place == "tarn"
    (named,) = proposed("de", "Der Krieg um Tarn ging weiter, als 310 Soldaten getötet wurden.")
    assert named.scope.place is None


def test_the_name_before_a_number_in_brackets_is_its_place() -> None:
    text = "Salieron a la calle en Brez y en otras ciudades, como Tarn (1.200 asistentes)."
    (each,) = proposed("es", text)
    assert (each.measure, each.scope.place) == ("attended", "tarn")
    (both,) = proposed("es", "Salieron a la calle en Brez y Tarn (1.200 asistentes en cada una).")
    assert both.scope.place is None


# ---- the text


def test_places_are_those_of_the_paragraph_as_it_is() -> None:
    paragraph = (
        "«ДРС»: загинули щонайменше\u00a0310 солда\u0301тів – і\u0306 ще 12\u202f000 поранених."
    )
    found = proposed("uk", paragraph)
    assert [each.figure.written for each in found] == ["щонайменше\u00a0310", "12\u202f000"]
    for each in found:
        assert paragraph[each.start : each.end] == each.figure.written


def test_sentences_of_every_script_end() -> None:
    (one, other) = proposed("zh", "至少310人死亡。约2700人受伤。")
    assert one.sentence[1] <= other.sentence[0]
    (one, other) = proposed("ar", "هل قتل 310 جنود؟ أصيب نحو 2700 شخص.")
    assert one.sentence[1] <= other.sentence[0]
    (one, other) = proposed("de", "Am 9. Januar wurden 310 Soldaten getötet. 2700 wurden verletzt.")
    assert one.sentence[0] == 0
    assert one.sentence[1] <= other.sentence[0]


def test_a_language_without_a_table_has_no_proposals() -> None:
    assert propose(dossier(), ["Zahynulo nejméně 310 vojáků."], language="cs") == []


def test_english_and_what_nobody_can_tell_are_read_as_english() -> None:
    text = ["At least 310 soldiers were killed."]
    for language in ("en", "en-GB", None):
        (each,) = propose(dossier(), text, language=language, publisher="post")
        assert (each.figure.low, each.measure) == (310, "killed")


def test_the_text_tells_its_language_where_nobody_does() -> None:
    text = (
        "За даними ДРС, у боях за місто загинули щонайменше 310 солдатів, але це ще не всі втрати."
    )
    (each,) = propose(dossier(), [text])
    assert each.figure.hedge == "at_least"


WORDS = [word for _, sentence, _ in SENTENCES for word in sentence.split()]
PARAGRAPHS = st.text(max_size=400) | st.lists(
    st.sampled_from([*WORDS, "12", "000", ",", ".", "–", "(", "\u0301", "و"]), max_size=60
).map(" ".join)


@given(st.sampled_from(READ), st.lists(PARAGRAPHS, max_size=4))
def test_any_text_has_sound_proposals(language: str, paragraphs: list[str]) -> None:
    known = dossier()
    for each in propose(known, paragraphs, language=language):
        paragraph = paragraphs[each.paragraph - 1]
        assert paragraph[each.start : each.end] == each.figure.written
        assert each.sentence[0] <= each.start < each.end <= each.sentence[1]
        assert shape_problem(each.figure) is None
        assert each.measure is None or each.measure in known.measures
        assert set(each.attribution) <= set(known.agents)
        for because in each.because:
            assert paragraph[because.start : because.end] == because.words != ""


@pytest.mark.parametrize(
    ("language", "text", "population"),
    [
        ("uk", "У бою загинули 300 маровійських військових.", "troops"),
        ("uk", "Втрати маровійського контингенту: 300 убитих.", "troops"),
        ("uk", "Загинули 300 маровійців.", "troops"),
        ("uk", "За даними маровійської розвідки, загинули 300 військових.", None),
        ("uk", "Загинули 300 солдатів Північної Селії (МРВ).", "troops"),
        ("uk", "Загинули 300 північноселійських солдатів.", "troops"),
        ("ru", "Погибли 300 маровийских военнослужащих.", "troops"),
        ("ru", "Погибли 300 человек.", None),
        ("pl", "Zginęło 300 marowijskich żołnierzy.", "troops"),
        ("de", "Es wurden 300 marowische Soldaten getötet.", "troops"),
        ("ko", "마로비아군 중 약 4천명이 전사했다.", "troops"),
        ("ko", "마로비아가 올해 도르비아에 3천명을 파병했다.", "troops"),
        ("uk", "Загинули 300 солдатів Маровії. Ще 2700 військових отримали поранення.", "troops"),
        (
            "uk",
            "Загинули 300 солдатів Маровії. Поранено 2700 дорвійських військових.",
            "dorvians",
        ),
    ],
)
def test_the_people_that_words_made_of_a_state_tell(
    language: str, text: str, population: str | None
) -> None:
    assert proposed(language, text)[-1].scope.population == population


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ko", "도르비아에 병력 3천명을 파병했다.", "dorvia"),
        ("uk", "У Дорвії загинули 300 солдатів.", "dorvia"),
        ("uk", "Дорвія заявила, що загинули 300 солдатів.", None),
    ],
)
def test_a_state_is_a_place_by_its_other_names(language: str, text: str, place: str | None) -> None:
    assert proposed(language, text)[-1].scope.place == place
