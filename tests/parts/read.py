"""Reads the messages of a folder: a line of JSON in, one out, with headers and parts decoded."""

import json
import sys
from email import message_from_bytes
from email.policy import SMTPUTF8
from pathlib import Path


def header(message, name, raw):
    """Decodes a header; one in UTF-8 (RFC 6532) needs no decoding."""
    if raw.isascii():
        return str(message[name])
    return raw.encode("utf-8", "surrogateescape").decode()


def part(found):
    return {
        "type": found.get_content_type(),
        "charset": found.get_content_charset(),
        "text": found.get_content(),
    }


def mail(path):
    message = message_from_bytes(path.read_bytes(), policy=SMTPUTF8)
    return {
        "headers": {name: header(message, name, raw) for name, raw in message.raw_items()},
        "type": message.get_content_type(),
        "parts": [part(found) for found in message.walk() if not found.is_multipart()],
    }


def main():
    for line in sys.stdin:
        folder = Path(json.loads(line)["folder"])
        print(json.dumps([mail(path) for path in sorted(folder.glob("*.eml"))]), flush=True)


main()
