"""Prints the example numbers of every region, and 300 spellings of one number, as JSON."""

import json
import random
from itertools import product

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

REGION = "NL"
NUMBER = "+31612345678"
SPELLINGS = 300

ASCII = "0123456789"
FULL_WIDTH = "".join(chr(0xFF10 + digit) for digit in range(10))
ARABIC_INDIC = "".join(chr(0x0660 + digit) for digit in range(10))
PERSIAN = "".join(chr(0x06F0 + digit) for digit in range(10))
DEVANAGARI = "".join(chr(0x0966 + digit) for digit in range(10))

# The grouping of the digits after the 0 or the country code.
WHOLE, PAIRS = (9,), (1, 2, 2, 2, 2)
GROUPINGS = [WHOLE, (1, 8), PAIRS, (1, 4, 4), (1, 3, 3, 2), (3, 3, 3), (2, 3, 4)]
NATIONAL = ["0", "(0)"]
INTERNATIONAL = ["+31", "0031", "31"]
BOTH = ["+31(0)", "0031(0)", "+31 (0)", "0031 (0)", "+31 (0) ", "+31-(0)-", "+31 0", "+310"]
BRACKETED = ["(+31)", "(0031)", "(+31) ", "(0031) ", "[+31] ", "(+31) (0)", "+(31) ", "+ 31 "]
NO_BREAK, NARROW_HYPHEN, EN_DASH, EM_DASH, MINUS = "\u00a0", "\u2011", "\u2013", "\u2014", "\u2212"
IDEOGRAPHIC, WIDE_HYPHEN = "\u3000", "\uff0d"
DASHES = ["-", NARROW_HYPHEN, EN_DASH, EM_DASH, MINUS, WIDE_HYPHEN, " - ", f" {EN_DASH} "]
SPACES = [" ", "  ", NO_BREAK, IDEOGRAPHIC]
AROUND = [(" ", ""), ("", " "), ("  ", "  "), ("\t", ""), ("", "\n"), (NO_BREAK, NO_BREAK)]
# Invisible characters that are copied along from a page or an address book.
UNSEEN = [("\u200e", ""), ("\u202a", "\u202c"), ("\u200b", ""), ("\ufeff", "")]


def spell(prefix, grouping=WHOLE, separator="", digits=ASCII, around=("", "")):
    """Writes the number: a prefix, then its digits in groups, the first right after a 0."""
    rest, groups = NUMBER[3:], []
    for length in grouping:
        groups.append(rest[:length])
        rest = rest[length:]
    between = "" if prefix.endswith(("0", "(0)", " ", "-")) or not prefix else separator
    text = prefix + between + separator.join(groups)
    return around[0] + text.translate(str.maketrans(ASCII, digits)) + around[1]


def area_in_brackets(separator, grouping):
    return spell("(0", grouping, "|").replace("|", ")" + separator, 1).replace("|", separator)


def families():
    """Returns lists of spellings, one list per kind."""
    prefixes = NATIONAL + INTERNATIONAL
    scripts = [FULL_WIDTH, ARABIC_INDIC, PERSIAN, DEVANAGARI]
    split = GROUPINGS[1:]
    yield [spell(prefix) for prefix in prefixes + BOTH + BRACKETED]
    yield [spell(p, g, s) for s, g, p in product(SPACES, split, prefixes)]
    yield [spell(p, g, s) for s, g, p in product(DASHES, split, prefixes)]
    yield [spell(p, g, s) for s, g, p in product(".", split, prefixes)]
    yield [spell(p, g, s) for s, g, p in product(["/", " / "], split, prefixes)]
    yield [spell(p, g, s) for g, p, s in product(split, BOTH, [" ", "-", "."])]
    yield [spell(p, g, s) for g, p, s in product(split, BRACKETED, [" ", "-", "."])]
    yield [area_in_brackets(s, g) for g, s in product(split, [" ", "-", "", "/", "."])]
    for digits in scripts:
        parts = product([WHOLE, *split], ["", " ", "-"], prefixes)
        yield [spell(p, g, s, digits) for g, s, p in parts]
    yield [
        spell(p, g, s, FULL_WIDTH).replace("+", "\uff0b").replace("-", WIDE_HYPHEN)
        for g, s, p in product([WHOLE, *split], ["", IDEOGRAPHIC, "-"], ["+31", "+31(0)"])
    ]
    yield [
        "tel:" + spell(p, g, s)
        for g, s, p in product([WHOLE, *split], ["", "-", "."], ["+31", "0", "0031", "+31(0)"])
    ]
    yield [
        "tel:" + spell(p, g, s) + ";phone-context=+31"
        for g, s, p in product([WHOLE, PAIRS], ["", "-"], ["0", ""])
    ]
    yield [spell(p, g, " ", around=a) for g, a, p in product(GROUPINGS, AROUND, prefixes)]
    yield [spell(p, g, " ", around=a) for a, g, p in product(UNSEEN, [WHOLE, PAIRS], prefixes)]


def read(text):
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def spellings():
    """Takes spellings from each kind in turn, so that none is left out; only those that the library reads."""
    # Shuffled with a fixed seed, so that a few of a kind differ in every respect.
    shuffle = random.Random(NUMBER).shuffle
    kinds = [list(dict.fromkeys(t for t in family if read(t) == NUMBER)) for family in families()]
    assert all(kinds), "a kind of spelling that the library does not read at all"
    for kind in kinds:
        shuffle(kind)
    longest = max(map(len, kinds))
    turns = [kind[turn] for turn in range(longest) for kind in kinds if turn < len(kind)]
    texts = list(dict.fromkeys(turns))[:SPELLINGS]
    assert len(texts) == SPELLINGS, len(texts)
    return {"e164": NUMBER, "region": REGION, "texts": texts}


def examples():
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in sorted(phonenumbers.supported_types_for_region(region)):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is None:
                continue
            yield {
                "region": region,
                "type": PhoneNumberType.to_string(kind),
                "national": phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
                "international": phonenumbers.format_number(
                    number, PhoneNumberFormat.INTERNATIONAL
                ),
                "e164": phonenumbers.format_number(number, PhoneNumberFormat.E164),
                # The region and type that the library reads: some regions share numbers, some types
                # are merged.
                "read": {
                    "region": phonenumbers.region_code_for_number(number),
                    "type": PhoneNumberType.to_string(phonenumbers.number_type(number)),
                },
            }


def main():
    print(
        json.dumps(
            {
                "version": phonenumbers.__version__,
                "examples": list(examples()),
                "spellings": spellings(),
            }
        )
    )


main()
