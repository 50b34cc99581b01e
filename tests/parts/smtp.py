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

from aiosmtpd.smtp import SMTP, AuthResult
from certify import certify

FULL_FOR = 2  # attempts
SLOW = 3  # seconds
LATE = 4  # seconds


class Mailbox:
    """Decides by the recipient's local part, and writes each accepted message to a file."""

    def __init__(self, folder, refuse_sender, replies):
        self.folder = folder
        self.refuse_sender = refuse_sender
        self.replies = replies
        self.attempts = Counter()
        self.kept = max((int(path.stem) for path in folder.glob("[0-9]*.eml")), default=0)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.refuse_sender:
            return self.refuse_sender
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
        if reply := self.reply("RCPT", address):
            return reply
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(address.startswith("spam") for address in envelope.rcpt_tos):
            return "554 5.7.1 Message refused by policy"
        for address in envelope.rcpt_tos:
            if reply := self.reply("DATA", address):
                return reply
        self.keep(session, envelope)
        if any(address.startswith("late") for address in envelope.rcpt_tos):
            await asyncio.sleep(LATE)
        return "250 OK"

    def reply(self, stage, address):
        """Returns the listed reply for this recipient at this stage, if any."""
        told = self.replies.get(address.partition("@")[0])
        return told["reply"] if told and told["stage"] == stage else None

    def drops(self, envelope):
        """Tells whether to hang up on this message: each such recipient is dropped once."""
        dropped = [to for to in envelope.rcpt_tos if to.startswith("drop")]
        self.attempts.update(dropped)
        return any(self.attempts[to] == 1 for to in dropped)

    def keep(self, session, envelope):
        head = f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {', '.join(envelope.rcpt_tos)}\r\n"
        head += f"X-Helo: {session.host_name}\r\n"
        self.kept += 1
        path = self.folder / f"{self.kept:06}.eml"
        # Renamed when complete, so that no reader sees half a file.
        half = path.with_suffix(".part")
        half.write_bytes(head.encode() + envelope.content)
        half.rename(path)


class Server(SMTP):
    """The server, which can also hang up in the middle of a message, or before QUIT."""

    was_rude = False

    async def smtp_QUIT(self, arg):
        if self.was_rude:
            await asyncio.sleep(3600)
        await super().smtp_QUIT(arg)

    async def smtp_EHLO(self, hostname):
        # Strict servers require a public name or an address literal (RFC 5321 §4.1.4).
        if not (hostname or "").startswith("[") and "." not in (hostname or ""):
            await self.push(f"550 {hostname} is no host name of the internet")
            return
        await super().smtp_EHLO(hostname)

    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.event_handler.drops(self.envelope):
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readline()
            self.transport.abort()
            return
        self.was_rude = any(to.startswith("rude") for to in self.envelope.rcpt_tos)
        await super().smtp_DATA(arg)


def certified(folder, kind):
    certify(folder, "localhost", "127.0.0.1")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / f"{kind}.pem", folder / f"{kind}.key")
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
    context = certified(options.folder, options.certificate) if encrypted else None
    replies = json.loads(options.replies)
    mailbox = Mailbox(options.folder, options.refuse_sender, replies)
    accounts = {}
    if options.auth:
        accounts = {
            "auth_required": True,
            # Over implicit TLS aiosmtpd sees no TLS, and would not offer AUTH.
            "auth_require_tls": options.tls,
            "authenticator": authenticator(options.auth),
        }

    def connection():
        return Server(
            mailbox,
            hostname="localhost",
            enable_SMTPUTF8=not options.no_utf8,
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
    parser.add_argument("--certificate", default="right", help="right, other (host) or expired")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="require AUTH")
    parser.add_argument(
        "--refuse-sender", metavar="REPLY", nargs="?", const="550 5.7.1 Sender not allowed"
    )
    parser.add_argument("--replies", metavar="JSON", default="{}", help="by local part")
    parser.add_argument("--no-utf8", action="store_true", help="offer no SMTPUTF8")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    # Dropped connections and AUTH without TLS are intended here, and not logged.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    end_with_parent()
    asyncio.run(serve(options))


main()
