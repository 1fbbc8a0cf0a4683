"""The adjectives of countries, by which their troops and services are named, and their names."""

from __future__ import annotations

_COUNTRIES = frozenset(
    name.strip()
    for name in """afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia,
    austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin,
    bhutan, bolivia, bosnia, botswana, brazil, britain, brunei, bulgaria, burkina faso, burundi,
    cambodia, cameroon, canada, chad, chile, china, colombia, comoros, congo, costa rica, croatia,
    cuba, cyprus, czechia, czech republic, democratic republic of congo,
    democratic republic of the congo, dr congo, drc, denmark, djibouti, dominica,
    dominican republic, ecuador, egypt, el salvador, eritrea, estonia, eswatini, ethiopia, fiji,
    finland, france, gabon, gambia, georgia, germany, ghana, greece, grenada, guatemala, guinea,
    guyana, haiti, honduras, hungary, iceland, india, indonesia, iran, iraq, ireland, israel, italy,
    ivory coast, jamaica, japan, jordan, kazakhstan, kenya, kiribati, kosovo, kuwait, kyrgyzstan,
    laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania, luxembourg,
    madagascar, malawi, malaysia, maldives, mali, malta, mauritania, mauritius, mexico, micronesia,
    moldova, monaco, mongolia, montenegro, morocco, mozambique, myanmar, namibia, nauru, nepal,
    netherlands, new zealand, nicaragua, niger, nigeria, north korea, north macedonia, norway, oman,
    pakistan, palau, palestine, panama, papua new guinea, paraguay, peru, philippines, poland,
    portugal, qatar, romania, russia, rwanda, samoa, san marino, saudi arabia, senegal, serbia,
    seychelles, sierra leone, singapore, slovakia, slovenia, solomon islands, somalia, south africa,
    south korea, south sudan, spain, sri lanka, sudan, suriname, sweden, switzerland, syria, taiwan,
    tajikistan, tanzania, thailand, togo, tonga, trinidad and tobago, tunisia, turkey, türkiye,
    turkmenistan, uganda, uk, ukraine, united arab emirates, uae, united kingdom, united states, us,
    usa, u.s, u.k, uruguay, uzbekistan, vanuatu, vatican, venezuela, vietnam, yemen, zambia,
    zimbabwe""".split(",")
)

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
