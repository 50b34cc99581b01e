"""Prints the messages of a folder as a line of JSON: headers and parts, decoded."""

import json
import sys
from email import message_from_bytes
from email.policy import SMTPUTF8
from pathlib import Path


def header(message, name, raw):
    """As it is read; one that came as UTF-8 (RFC 6532) needs no decoding."""
    if raw.isascii():
        return str(message[name])
    return raw.encode("utf-8", "surrogateescape").decode()


def part(found):
    return {
        "type": found.get_content_type(),
        "charset": found.get_content_charset(),
        "text": found.get_content(),
    }


def main():
    mails = []
    for path in sorted(Path(sys.argv[1]).glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=SMTPUTF8)
        mails.append(
            {
                "headers": {name: header(message, name, raw) for name, raw in message.raw_items()},
                "type": message.get_content_type(),
                "parts": [part(found) for found in message.walk() if not found.is_multipart()],
            }
        )
    print(json.dumps(mails))


main()
