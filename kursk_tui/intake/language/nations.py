"""The adjectives of countries, by which their troops and services are named, and their names."""

from __future__ import annotations

from kursk_tui.intake.language.plain import word_set

_COUNTRIES = word_set(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan"
    " bahamas bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia"
    " botswana brazil britain brunei bulgaria burundi cambodia cameroon canada chad chile china"
    " colombia comoros congo croatia cuba cyprus czechia drc denmark djibouti dominica ecuador"
    " egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany"
    " ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india"
    " indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kiribati"
    " kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania"
    " luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico"
    " micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru"
    " nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama"
    " paraguay peru philippines poland portugal qatar romania russia rwanda samoa senegal serbia"
    " seychelles singapore slovakia slovenia somalia spain sudan suriname sweden switzerland"
    " syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey türkiye turkmenistan"
    " uganda uk ukraine uae us usa u.s u.k uruguay uzbekistan vanuatu vatican venezuela vietnam"
    " yemen zambia zimbabwe"
) | {
    # Of several words.
    *(
        "burkina faso",
        "costa rica",
        "czech republic",
        "democratic republic of congo",
        "democratic republic of the congo",
        "dr congo",
        "dominican republic",
        "el salvador",
        "ivory coast",
        "new zealand",
        "north korea",
        "north macedonia",
        "papua new guinea",
        "san marino",
        "saudi arabia",
        "sierra leone",
        "solomon islands",
        "south africa",
        "south korea",
        "south sudan",
        "sri lanka",
        "trinidad and tobago",
        "united arab emirates",
        "united kingdom",
        "united states",
    )
}
_IRREGULAR = {
    "france": "french",
    "china": "chinese",
    "japan": "japanese",
    "ukraine": "ukrainian",
    "israel": "israeli",
    "iraq": "iraqi",
    "germany": "german",
    "poland": "polish",
    "turkey": "turkish",
    "britain": "british",
    "sudan": "sudanese",
    "lebanon": "lebanese",
    "yemen": "yemeni",
    "pakistan": "pakistani",
    "afghanistan": "afghan",
    "united states": "american",
    "united kingdom": "british",
    "iran": "iranian",
    "egypt": "egyptian",
    "vietnam": "vietnamese",
}


def adjective(country: str) -> str:
    """Return the lower-case adjective of a country's name: Libyan, Israeli."""
    name = country.lower()
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if name.endswith("a"):
        return f"{name}n"
    return f"{name}ian" if not name.endswith("e") else f"{name[:-1]}ian"


def is_country(name: str) -> bool:
    """Whether a name is that of a country, so that who speaks under it is a state."""
    return name.lower().removeprefix("the ").removesuffix(".") in _COUNTRIES
