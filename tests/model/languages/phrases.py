"""Phrases as people print them, and what they say: hedge, and the number or numbers.

`phrase = hedge numbers`; numbers as they stand in a record without open ends, `-` without any.
"""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A phrase of a language, its hedge, and its printed numbers."""

    language: str
    written: str
    hedge: str
    numbers: tuple[float, ...]


_PHRASES = {
    "uk": """
понад 3000 = more_than 3000
більше ніж 3 тисячі солдатів = more_than 3000
близько 11 тис. військових = about 11000
приблизно двісті осіб = about 200
щонайменше 14 загиблих = at_least 14
не менше 14 = at_least 14
не менше ніж сто двадцять = at_least 120
як мінімум 40 поранених = at_least 40
не більше 500 = at_most 500
не більше ніж п'ятсот = at_most 500
щонайбільше 20 = at_most 20
менше 100 = less_than 100
менш як 100 осіб = less_than 100
до 12 000 = up_to 12000
до двадцяти людей = up_to 20
майже 4 тисячі = nearly 4000
майже дві тисячі п'ятсот = nearly 2500
від 3 до 4 тисяч = between 3000 4000
від трьох до п'яти тисяч = between 3000 5000
9–10 тисяч = between 9000 10000
між 300 та 400 = between 300 400
1,3 млн = none 1300000
2,5 мільйона = none 2500000
півтора мільйона людей = none 1500000
дві третини = none 66.6667
половина = none 50
6,5% = none 6.5
15 відсотків = none 15
кілька десятків = vague -
сотні людей = vague -
кілька тисяч = vague -
3 000 або більше = at_least 3000
рівно 350 = exact 350
тисячу двісті тридцять чотири = none 1234
триста = none 300
понад дві тисячі = more_than 2000
близько тисячі = about 1000
ще 2700 = none 2700
""",
    "ru": """
свыше 3000 = more_than 3000
более 3 тысяч солдат = more_than 3000
более чем двести = more_than 200
больше сотни = more_than 100
около 11 тыс. военных = about 11000
примерно 200 человек = about 200
порядка 70 = about 70
не менее 14 погибших = at_least 14
как минимум 40 раненых = at_least 40
по меньшей мере 17 человек = at_least 17
не более 500 = at_most 500
максимум двадцать = at_most 20
менее 100 = less_than 100
меньше тысячи = less_than 1000
до 12 000 = up_to 12000
вплоть до 15 тысяч = up_to 15000
почти 4 тысячи = nearly 4000
без малого 900 = nearly 900
от 3 до 4 тысяч = between 3000 4000
от пяти до семи тысяч человек = between 5000 7000
от 3 до 4 000 = between 3000 4000
9–10 тысяч = between 9000 10000
между 300 и 400 = between 300 400
1,3 млн = none 1300000
полтора миллиона = none 1500000
две трети = none 66.6667
треть = none 33.3333
6,5% = none 6.5
15 процентов = none 15
несколько десятков тысяч = vague -
сотни домов = vague -
несколько сотен = vague -
3000 или больше = at_least 3000
300 с лишним = more_than 300
ровно 350 = exact 350
тысяча двести тридцать четыре = none 1234
еще пятьсот = none 500
двое раненых = none 2
тысячи людей = vague -
примерно полмиллиона = about 500000
""",
    "de": """
mehr als 3000 = more_than 3000
über 3.000 Soldaten = more_than 3000
weit über 10.000 = more_than 10000
rund 11.000 = about 11000
etwa zweihundert Menschen = about 200
ungefähr 200 = about 200
ca. 1,3 Millionen = about 1300000
mindestens 14 Tote = at_least 14
wenigstens 40 = at_least 40
nicht weniger als 120 = at_least 120
höchstens 500 = at_most 500
maximal zwanzig = at_most 20
nicht mehr als 500 = at_most 500
weniger als 100 = less_than 100
unter 100 = less_than 100
bis zu 12 000 = up_to 12000
bis zu zwölftausend Mann = up_to 12000
fast 4000 = nearly 4000
knapp 3000 = nearly 3000
nahezu zweitausendfünfhundert = nearly 2500
von 9.000 bis 10.000 = between 9000 10000
zwischen 300 und 400 = between 300 400
drei- bis viertausend = between 3000 4000
3000 bis 4000 = between 3000 4000
3 bis 4 Millionen = between 3000000 4000000
2,5 Millionen = none 2500000
eine halbe Million = none 500000
anderthalb Millionen = none 1500000
zwei Drittel = none 66.6667
die Hälfte = none 50
6,5 Prozent = none 6.5
15 % = none 15
Dutzende Tote = vague -
mehrere hundert = vague -
Tausende = vague -
300 oder mehr = at_least 300
genau 350 = exact 350
eintausendzweihundertvierunddreißig = none 1234
weitere 2700 = none 2700
12'000 = none 12000
""",
    "fr": """
plus de 3 000 = more_than 3000
plus de 3.000 soldats = more_than 3000
plus d'un millier = more_than 1000
environ 11 000 = about 11000
quelque 200 personnes = about 200
autour de 200 = about 200
une trentaine = about 30
une centaine de morts = about 100
au moins 14 morts = at_least 14
pas moins de 120 = at_least 120
au minimum 40 = at_least 40
au plus 500 = at_most 500
pas plus de vingt = at_most 20
au maximum 500 = at_most 500
moins de 100 = less_than 100
moins d'une centaine = less_than 100
jusqu'à 12 000 = up_to 12000
jusqu'à douze mille hommes = up_to 12000
près de 4 000 = nearly 4000
presque deux mille cinq cents = nearly 2500
de 9 000 à 10 000 = between 9000 10000
entre 300 et 400 = between 300 400
entre trois et quatre mille = between 3000 4000
entre 3 et 4 000 personnes = between 3000 4000
3 à 4 millions = between 3000000 4000000
1,3 million = none 1300000
deux millions et demi = none 2500000
un demi-million = none 500000
deux tiers = none 66.6667
la moitié = none 50
6,5 % = none 6.5
15 pour cent = none 15
plusieurs centaines = vague -
des milliers = vague -
quelques dizaines de milliers = vague -
300 ou plus = at_least 300
exactement 350 = exact 350
mille deux cent trente-quatre = none 1234
quatre-vingt-seize = none 96
soixante et onze blessés = none 71
""",
    "es": """
más de 3.000 = more_than 3000
más de 3000 soldados = more_than 3000
por encima de 200 = more_than 200
unos 11.000 = about 11000
alrededor de doscientas personas = about 200
aproximadamente 200 = about 200
en torno a 70 = about 70
un centenar = about 100
una treintena de heridos = about 30
al menos 14 muertos = at_least 14
por lo menos 40 = at_least 40
no menos de 120 = at_least 120
como mínimo veinte = at_least 20
como máximo 500 = at_most 500
no más de 500 = at_most 500
menos de 100 = less_than 100
hasta 12.000 = up_to 12000
hasta doce mil hombres = up_to 12000
casi 4.000 = nearly 4000
cerca de 2.500 = nearly 2500
de 9.000 a 10.000 = between 9000 10000
entre 300 y 400 = between 300 400
entre tres y cuatro mil = between 3000 4000
entre 3 y 4 millones = between 3000000 4000000
1,3 millones = none 1300000
medio millón = none 500000
dos tercios = none 66.6667
la mitad = none 50
6,5 % = none 6.5
15 por ciento = none 15
cientos de miles = vague -
decenas de muertos = vague -
varios miles = vague -
300 o más = at_least 300
exactamente 350 = exact 350
mil doscientos treinta y cuatro = none 1234
treinta y cinco mil doscientos = none 35200
3,500 = none 3500
""",
    "pl": """
ponad 3000 = more_than 3000
więcej niż 3 tysiące żołnierzy = more_than 3000
przeszło dwieście = more_than 200
około 11 tys. = about 11000
ok. 200 osób = about 200
mniej więcej 70 = about 70
co najmniej 14 zabitych = at_least 14
przynajmniej 40 = at_least 40
nie mniej niż 120 = at_least 120
minimum dwudziestu = at_least 20
nie więcej niż 500 = at_most 500
najwyżej 20 = at_most 20
co najwyżej pięćset = at_most 500
mniej niż 100 = less_than 100
niespełna 100 = less_than 100
niecałe 3 proc. = less_than 3
do 12 000 = up_to 12000
nawet do 15 tysięcy = up_to 15000
prawie 4 tysiące = nearly 4000
niemal dwa tysiące pięćset = nearly 2500
blisko 900 = nearly 900
od 3 do 4 tysięcy = between 3000 4000
od trzech do pięciu tysięcy = between 3000 5000
9–10 tys. = between 9000 10000
między 300 a 400 = between 300 400
1,3 mln = none 1300000
półtora miliona = none 1500000
pół miliona = none 500000
dwie trzecie = none 66.6667
połowa = none 50
6,5 proc. = none 6.5
15 procent = none 15
kilkadziesiąt = vague -
kilkaset osób = vague -
tysiące ludzi = vague -
300 lub więcej = at_least 300
dokładnie 350 = exact 350
tysiąc dwieście trzydzieści cztery = none 1234
kolejnych 2700 = none 2700
""",
    "ar": """
أكثر من 3000 = more_than 3000
أكثر من ٣٠٠٠ جندي = more_than 3000
ما يزيد عن 200 = more_than 200
نحو 11 ألفا = about 11000
حوالي مئتي شخص = about 200
قرابة 70 = nearly 70
ما لا يقل عن 14 قتيلا = at_least 14
14 قتيلا على الأقل = at_least 14
لا يقل عن 120 = at_least 120
على الأقل 40 = at_least 40
لا يتجاوز 500 = at_most 500
لا يزيد عن 20 = at_most 20
على الأكثر 500 = at_most 500
أقل من 100 = less_than 100
دون 100 = less_than 100
حتى 12 ألف = up_to 12000
ما يصل إلى 15 ألف جندي = up_to 15000
ما يقرب من 4000 = nearly 4000
من 9 إلى 10 آلاف = between 9000 10000
بين 300 و400 = between 300 400
بين 3000 و 4000 جندي = between 3000 4000
1.3 مليون = none 1300000
١٫٣ مليون = none 1300000
نصف مليون = none 500000
ثلثي = none 66.6667
نصف = none 50
6.5% = none 6.5
15 بالمئة = none 15
٪15 = none 15
عشرات القتلى = vague -
مئات = vague -
عشرات الآلاف = vague -
300 أو أكثر = at_least 300
ثلاثة آلاف = none 3000
خمسة وعشرون ألفا = none 25000
ألف ومئتان وأربعة وثلاثون = none 1234
ألفا جندي = none 2000
12,000 = none 12000
""",
    "ko": """
3천명 이상 = at_least 3000
3,000명이 넘는 = more_than 3000
3천 명 넘게 = more_than 3000
200명 초과 = more_than 200
약 1만1천명 = about 11000
1만1천여명 = about 11000
200여 명 = about 200
대략 70명 = about 70
200명가량 = about 200
300명 안팎 = about 300
최소 14명 = at_least 14
적어도 40명 = at_least 40
최소한 120명 = at_least 120
최대 500명 = at_most 500
500명 이하 = at_most 500
100명 미만 = less_than 100
100명이 채 안 되는 = less_than 100
거의 4천명 = nearly 4000
4천명 가까이 = nearly 4000
4천 명에 육박 = nearly 4000
9천~1만명 = between 9000 10000
3,000~4,000명 = between 3000 4000
3천명에서 4천명 = between 3000 4000
7, 8대 = between 7 8
130만명 = none 1300000
1만 2천명 = none 12000
12만 3,456명 = none 123456
3분의 2 = none 66.6667
절반 = none 50
6.5% = none 6.5
15퍼센트 = none 15
수십 명 = vague -
수백명 = vague -
수천 명 = vague -
정확히 350명 = exact 350
스물다섯 명 = none 25
두 명 = none 2
천이백삼십사 명 = none 1234
추가로 3천명 = none 3000
""",
    "zh": """
超过3000人 = more_than 3000
逾200人 = more_than 200
3000多名士兵 = more_than 3000
300余人 = more_than 300
约1.1万人 = about 11000
大约两百人 = about 200
70人左右 = about 70
至少14人 = at_least 14
不少于120人 = at_least 120
3000人以上 = at_least 3000
最少40名 = at_least 40
最多500人 = at_most 500
不超过20人 = at_most 20
500人以下 = at_most 500
不到100人 = less_than 100
不足一百人 = less_than 100
多达12000人 = up_to 12000
高达1.5万人 = up_to 15000
近4000人 = nearly 4000
将近两千五百人 = nearly 2500
9000至10000人 = between 9000 10000
300到400人 = between 300 400
三到四千人 = between 3000 4000
3000-4000名 = between 3000 4000
130万人 = none 1300000
1亿2000万 = none 120000000
两万五千名 = none 25000
三分之二 = none 66.6667
一半 = none 50
6.5% = none 6.5
百分之十五 = none 15
数十人 = vague -
数百名 = vague -
数千人 = vague -
恰好350人 = exact 350
一千二百三十四人 = none 1234
共3000人 = none 3000
""",
    "ja": """
3000人以上 = at_least 3000
3000人を超える = more_than 3000
200人超 = more_than 200
3000人余り = more_than 3000
約1万1000人 = about 11000
およそ200人 = about 200
70人ほど = about 70
300人前後 = about 300
200人程度 = about 200
少なくとも14人 = at_least 14
最低でも40人 = at_least 40
多くとも20人 = at_most 20
500人以下 = at_most 500
100人未満 = less_than 100
100人に満たない = less_than 100
最大500人 = up_to 500
最大で1万2000人 = up_to 12000
ほぼ4000人 = nearly 4000
4000人近く = nearly 4000
9000人から1万人 = between 9000 10000
3000〜4000人 = between 3000 4000
300~400人 = between 300 400
130万人 = none 1300000
１万２０００人 = none 12000
1億2000万人 = none 120000000
三分の二 = none 66.6667
3分の1 = none 33.3333
半数 = none 50
6.5% = none 6.5
15パーセント = none 15
3割 = none 30
数十人 = vague -
数百人 = vague -
数千人 = vague -
ちょうど350人 = exact 350
千二百三十四人 = none 1234
さらに3000人 = none 3000
""",
}


def _said(language: str, line: str) -> Said:
    written, _, told = line.partition(" = ")
    hedge, *numbers = told.split()
    return Said(language, written, hedge, tuple(float(n) for n in numbers if n != "-"))


ALL = [
    _said(language, line)
    for language, lines in _PHRASES.items()
    for line in lines.strip().splitlines()
]
