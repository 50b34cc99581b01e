"""Signs webhooks as their senders do, with the official packages: a line of JSON in, one out."""

import json
import sys
from datetime import datetime, timezone

from standardwebhooks import Webhook
from twilio.request_validator import RequestValidator


def twilio(asked):
    return RequestValidator(asked["token"]).compute_signature(asked["url"], asked["params"])


def standard(asked):
    moment = datetime.fromtimestamp(asked["timestamp"], tz=timezone.utc)
    return Webhook(asked["secret"]).sign(asked["id"], moment, asked["body"])


def main():
    signers = {"twilio": twilio, "standard": standard}
    for line in sys.stdin:
        try:
            asked = json.loads(line)
            answer = {"signature": signers[asked["kind"]](asked)}
        except Exception as error:  # the asker is told, and may ask again
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
