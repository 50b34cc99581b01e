"""What Schemathesis needs of us: tokens, many, for none may call more than 300 times a minute."""

import itertools
import os

import schemathesis
from hypothesis.internal import lambda_sources

TOKENS = itertools.cycle(os.environ["CALLBOOK_TOKENS"].split())

describe_lambda = lambda_sources._lambda_description


def describe_any_lambda(function):
    """Python 3.11 cannot always parse where it is already deep; only a name is lost by that."""
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
