"""Hooks of Schemathesis: many tokens, because each may call 300 times a minute, and forms."""

import itertools
import json
import os
from urllib.parse import parse_qsl

import schemathesis
from hypothesis.internal import lambda_sources
from schemathesis.core.failures import AcceptedNegativeData

FORM = "application/x-www-form-urlencoded"
# Hyper refuses control characters in a header, without JSON; and an entity tag of another version
# gives 412. `select` omits attributes, even required ones, which descriptions cannot say.
LEFT_OUT = {"If-Match", "If-None-Match", "Prefer", "select"}
TOKENS = itertools.cycle(os.environ["CALLBOOK_TOKENS"].split())

describe_lambda = lambda_sources._lambda_description


def describe_any_lambda(function):
    """Tolerates that Python 3.11 cannot parse at a deep stack; only a name is lost."""
    try:
        return describe_lambda(function)
    except SystemError:
        return "lambda: <unknown>"


lambda_sources._lambda_description = describe_any_lambda


@schemathesis.auth(refresh_interval=None)
class Token:
    def get(self, case, context):
        return next(TOKENS)

    def set(self, case, token, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Adds forms, which the server takes too: only JSON is described, for generators of clients confuse two kinds of body.
    Leaves out what no answer's description can follow."""
    for path in raw_schema["paths"].values():
        for operation in path.values():
            parameters = operation.get("parameters", [])
            operation["parameters"] = [one for one in parameters if one["name"] not in LEFT_OUT]
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                content[FORM] = content["application/json"]


def sends_empty(request):
    """Tells whether a form that was sent has an empty field."""
    form = request.body or b""
    text = form if isinstance(form, str) else form.decode("ascii", "replace")
    return any(value == "" for _, value in parse_qsl(text, keep_blank_values=True))


# Spellings of booleans beside JSON's.
LOOSE = {"0", "1", "t", "f", "true", "false", "on", "off"}


def sends_loose(value):
    """Tells whether a body has a boolean in another spelling than JSON's."""
    if isinstance(value, dict):
        return any(sends_loose(one) for one in value.values())
    if isinstance(value, list):
        return any(sends_loose(one) for one in value)
    return not isinstance(value, bool) and str(value).lower() in LOOSE


def sent(request):
    """Returns what was sent, as JSON or the values of a form."""
    body = request.body or b""
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    try:
        return json.loads(text or "null")
    except ValueError:
        return [value for _, value in parse_qsl(text, keep_blank_values=True)]


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Accepts empty values of forms: they mean null, which documents cannot describe."""
    in_form = case.media_type == FORM
    taken = in_form and sends_empty(response.request) or sends_loose(sent(response.request))
    return not (isinstance(failure, AcceptedNegativeData) and taken)
