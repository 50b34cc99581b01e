"""A mail server on loopback that keeps what it accepts, and fails as its recipients ask it to."""

import argparse
import asyncio
import json
import logging
import os
import ssl
import threading
import warnings
from collections import Counter
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

FULL_FOR = 2  # attempts
SLOW = 3  # seconds


class Mailbox:
    """Decides by the recipient's local part, and writes each accepted message to a file."""

    def __init__(self, folder, refuse_sender):
        self.folder = folder
        self.refuse_sender = refuse_sender
        self.attempts = Counter()
        self.kept = max((int(path.stem) for path in folder.glob("[0-9]*.eml")), default=0)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.refuse_sender:
            return "550 5.7.1 Sender not allowed"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 No such user here"
        if address.startswith("full"):
            self.attempts[address] += 1
            if self.attempts[address] <= FULL_FOR:
                return "452 4.2.2 Mailbox full, try again later"
        if address.startswith("slow"):
            await asyncio.sleep(SLOW)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(address.startswith("spam") for address in envelope.rcpt_tos):
            return "554 5.7.1 Message refused by policy"
        self.keep(envelope)
        return "250 OK"

    def drops(self, envelope):
        """Whether to hang up on this message: each such recipient is dropped once."""
        dropped = [to for to in envelope.rcpt_tos if to.startswith("drop")]
        self.attempts.update(dropped)
        return any(self.attempts[to] == 1 for to in dropped)

    def keep(self, envelope):
        head = f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {', '.join(envelope.rcpt_tos)}\r\n"
        self.kept += 1
        path = self.folder / f"{self.kept:06}.eml"
        # Renamed when whole, so that no reader sees half a file.
        half = path.with_suffix(".part")
        half.write_bytes(head.encode() + envelope.content)
        half.rename(path)


class Server(SMTP):
    """The server, that can also hang up in the middle of a message."""

    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.event_handler.drops(self.envelope):
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def certified(folder):
    """A context with a certificate for this machine, by a fresh authority left in the folder."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


def authenticator(expected):
    user, _, password = (part.encode() for part in expected.partition(":"))

    def authenticate(server, session, envelope, mechanism, given):
        good = (given.login, given.password) == (user, password)
        return AuthResult(success=good, handled=False)

    return authenticate


def end_with_parent():
    """Ends this process when whoever started it closes standard input, or dies."""

    def wait():
        while os.read(0, 4096):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


async def serve(options):
    encrypted = options.tls or options.smtps
    context = certified(options.folder) if encrypted else None
    mailbox = Mailbox(options.folder, options.refuse_sender)
    accounts = {}
    if options.auth:
        accounts = {
            "auth_required": True,
            # Over implicit TLS aiosmtpd sees none, and would not offer AUTH.
            "auth_require_tls": options.tls,
            "authenticator": authenticator(options.auth),
        }

    def connection():
        return Server(
            mailbox,
            hostname="localhost",
            enable_SMTPUTF8=True,
            tls_context=context if options.tls else None,
            require_starttls=options.tls,
            **accounts,
        )

    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", options.port, ssl=context if options.smtps else None
    )
    ready = {
        "port": server.sockets[0].getsockname()[1],
        "ca": str(options.folder / "ca.pem") if encrypted else None,
    }
    print(json.dumps(ready), flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    security = parser.add_mutually_exclusive_group()
    security.add_argument("--tls", action="store_true", help="serve and require STARTTLS")
    security.add_argument("--smtps", action="store_true", help="TLS from the first byte")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="require AUTH")
    parser.add_argument("--refuse-sender", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    # Dropped connections and AUTH without TLS are what is wanted here; no word about them.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    end_with_parent()
    asyncio.run(serve(options))


main()
