"""Amounts of money and shares, read from the forms in which people write them.

It stands here and not in `source`, because an offer's terms are kept as written: what they amount
to is told from them by the check of a file and by the views, which do not know each other.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from fractions import Fraction

from afterword.model.frozen import frozen

LONGEST = 200
"""Characters of a figure that are read; a whole page in its place is none."""


class Per(StrEnum):
    """For how much work an amount is paid."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@frozen
class Amount:
    """Money: `currency` as written (`USD`, `$`, `kr`), empty where not said.

    `per` is what it is paid for; `None` where that is not said, or for a sum of its own.
    """

    value: Fraction
    currency: str = ""
    per: Per | None = None


@frozen
class Percent:
    """A share in hundredths, `10` for 10 %."""

    value: Fraction

    def of(self, whole: Fraction) -> Fraction:
        """Return the share of a whole."""
        return whole * self.value / 100


NOTHING = Amount(Fraction(0))

_ISO = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(_ISO.split())
"""The currencies of ISO 4217."""

_SIGNS: dict[str, str] = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU JMD TTD BSD BBD FJD NAD",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
    "£": "GBP EGP LBP SYP SDG SSP GIP FKP SHP",
    "¥": "JPY CNY",
    "₹": "INR",
    "Rs": "INR PKR LKR NPR MUR SCR",
    "Rs.": "INR PKR LKR NPR MUR SCR",
    "kr": "SEK NOK DKK ISK",
    "kr.": "SEK NOK DKK ISK",
    "Fr.": "CHF",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "lei": "RON MDL",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
    "฿": "THB",
    "₱": "PHP",
    "₫": "VND",
    "₦": "NGN",
}
"""What a sign in front of or behind an amount can stand for; the dollar's is that of many."""

_COMMA_FOR_CENTS = """
    EUR DKK NOK SEK ISK PLN CZK HUF RON BGN RSD MKD BAM TRY UAH RUB BRL ARS CLP COP UYU PYG IDR
    VND
"""
_POINT_GROUPS = frozenset(_COMMA_FOR_CENTS.split())
"""Currencies of countries that write a comma before cents: there, a point parts thousands."""

_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_UNIT = rf"(?:{_SIGN}|[A-Z]{{3}}|[a-z]{{3}})"
_AMOUNT = re.compile(
    rf"(?P<before>{_UNIT})?\s*(?P<number>\d[\d.,'_\u2019 ]*?)\s*(?P<times>[kK]|M|million)?"
    rf"\s*(?P<after>{_UNIT})?\Z"
)
_NAMED = {"hr": "hour", "h": "hour", "wk": "week", "mo": "month", "yr": "year", "annum": "year"}
_LETTER = {"h": "hour", "d": "day", "w": "week", "m": "month", "a": "year"}
_ADVERB = {
    "hourly": Per.HOUR,
    "daily": Per.DAY,
    "weekly": Per.WEEK,
    "monthly": Per.MONTH,
    "yearly": Per.YEAR,
    "annually": Per.YEAR,
}
_PER = re.compile(
    r"\s*(?:(?:\bper\b|\ban?\b|\beach\b|\bevery\b|/)\s*"
    r"(?P<named>hour|hr|h|day|week|wk|month|mo|year|yr|annum)"
    r"|\b(?P<adverb>hourly|daily|weekly|monthly|yearly|annually)|\bp\.?(?P<letter>[hdwma])\.?)\Z",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:none|no|nothing|nil|zero)\Z", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:[,;]\s+|\s\()(?!\s*(?:\d|per\b|an?\s|each\b|every\b))")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent\Z|per cent\Z)")
_GROUPED = re.compile(
    r"\d{1,3}(?:(?:,\d{3})+(?:\.\d{1,2})?|(?:[ '_]\d{3})+(?:[.,]\d{1,2})?"
    r"|(?:\.\d{3}){2,}(?:,\d{1,2})?|\.\d{3},\d{1,2})\Z|\d{1,2}(?:,\d{2})+,\d{3}\Z"
)
_DECIMAL = re.compile(r"\d{1,15}(?:[.,]\d{1,2})?\Z")
_EITHER = re.compile(r"\d{1,3}\.\d{3}\Z")
_TIMES = {"k": 1000, "m": 1_000_000, "million": 1_000_000}
_FORMS = "`168000`, `168,000 USD`, `$168k`, `92 per hour` or `14 000 kr a month`"


def without_note(text: str) -> str:
    """Return what stands before a remark: `6 months` of `6 months, renewable`.

    A remark stands behind a comma or semicolon and a blank, or in brackets. What begins with a
    figure is none: `14 000, 13 times a year` says something else than 14 000.
    """
    text = " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).split())
    if len(text) > LONGEST:
        return text
    found = _NOTE.search(text)
    return text[: found.start()] if found else text


def is_none(text: str) -> bool:
    """Whether a text says that there is nothing of it: `none`, `no`."""
    return _NONE.match(without_note(text)) is not None


def read_percent(text: str) -> Percent | None:
    """Return the share that `10%`, `2.5 %` or `4% of base` says, or `None`."""
    said = re.sub(r"\s+of\s+(?:the\s+|my\s+)?(?:base|pay|salary)\Z", "", without_note(text))
    found = _PERCENT.match(said)
    if found is None or found.end() != len(said):
        return None
    return Percent(Fraction(found[1].replace(",", ".")))


def read_number(text: str) -> Fraction | None:
    """Return a plain number such as `40` or `37.5`, or `None`."""
    return Fraction(text.replace(",", ".")) if _DECIMAL.match(text) else None


def read_amount(text: str, currency: str = "") -> tuple[Amount | None, str]:
    """Return `(amount, "")`, or `(None, what to write instead)`.

    `currency` is what is said beside it: with `EUR`, `168.000` is a hundred and sixty-eight
    thousand; without, it is not certain, and is not read.
    """
    said = without_note(text)
    if _NONE.match(said):
        return NOTHING, ""
    amount, per = said, None
    if found := _PER.search(said):
        amount, per = said[: found.start()], _per(found)
    found = _AMOUNT.match(amount.strip()) if len(said) <= LONGEST else None
    units = [unit for unit in (found["before"], found["after"]) if unit] if found else []
    written = _one_currency(units)
    if found is None or written is None:
        return None, f"`{text}` is not one amount: write {_FORMS}."
    number = found["number"].replace("\u2019", "'")
    times = _TIMES.get((found["times"] or "").lower(), 1)
    if _EITHER.match(number):
        low, high = number.rstrip("0").rstrip("."), number.replace(".", "")
        if times > 1:
            return None, f"`{text}` can be read in two ways: write all its digits, `168000`."
        if not _parts_thousands(currency_of(written, currency)):
            said = f"`{text}` can be {low} or {int(high):,}: write `{int(high)}` or `{low}`"
            return None, f"{said}, without a point between thousands."
        number = high
    value = _value(number, has_unit=times > 1)
    if value is None:
        return None, f"`{text}` is not one amount: write {_FORMS}."
    return Amount(value * times, written, per), ""


def _per(found: re.Match[str]) -> Per:
    if found["adverb"]:
        return _ADVERB[found["adverb"].lower()]
    if found["letter"]:
        return Per(_LETTER[found["letter"].lower()])
    named = found["named"].lower()
    return Per(_NAMED.get(named, named))


def _one_currency(units: list[str]) -> str | None:
    """Return the one currency that signs and codes say, `None` where they are none, or two."""
    known = [unit if unit in _SIGNS else unit.upper() for unit in units]
    if any(unit not in _SIGNS and unit not in CODES for unit in known):
        return None
    if len(known) < 2:
        return known[0] if known else ""
    code = next((unit for unit in known if unit in CODES), "")
    sign = next((unit for unit in known if unit in _SIGNS), "")
    return code if code and code in _SIGNS.get(sign, code).split() else None


def _parts_thousands(currency: str) -> bool:
    """Whether a point parts thousands in every currency that this can be."""
    return bool(currency) and set(_SIGNS.get(currency, currency).split()) <= _POINT_GROUPS


def _value(number: str, *, has_unit: bool) -> Fraction | None:
    if _DECIMAL.match(number):
        return Fraction(number.replace(",", "."))
    # `1,685k` may be one point six or a thousand times that.
    if has_unit or number[0] == "0" or not _GROUPED.match(number):
        return None
    cents = re.search(r"[.,](\d{1,2})\Z", number)
    whole = re.sub(r"\D", "", number[: cents.start()] if cents else number)
    return Fraction(f"{whole}.{cents[1]}" if cents else whole)


def currency_of(written: str, given: str) -> str:
    """Return the currency of an amount: its own, made certain by the one given beside it.

    `$` beside `currency: CAD` is CAD; beside nothing it stays `$`, which is that of many.
    """
    given = given.strip()
    given = given.upper() if given.upper() in CODES else given
    if not written:
        return given
    can_be = _SIGNS.get(written, written).split()
    if len(can_be) == 1:
        return can_be[0]
    return given if given in can_be else written


def say_number(value: Fraction) -> str:
    """Return a number with commas between thousands, and cents where there are any."""
    cents = round(value * 100)
    whole = f"{cents // 100:,}"
    return f"{whole}.{cents % 100:02}" if cents % 100 else whole


def say_amount(amount: Amount) -> str:
    """Return an amount with its currency as given: `168,000 USD`, `$92 an hour`."""
    said = say_number(amount.value)
    if amount.currency[-1:] in _BEFORE:
        said = f"{amount.currency}{said}"
    elif amount.currency:
        said = f"{said} {amount.currency}"
    if amount.per is None:
        return said
    return f"{said} {'an' if amount.per is Per.HOUR else 'a'} {amount.per}"


_BEFORE = frozenset("$€£¥₹₩₪₺₽₴฿₱₫₦")
"""The signs that stand in front of an amount."""
