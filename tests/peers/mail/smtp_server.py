"""An SMTP server that keeps what it gets in a folder, for the tests of crates/mail.

    smtp_server.py FOLDER CERTIFICATE KEY tls|starttls

It says its port on the first line of its output, and ends when its input ends.
"""

import asyncio
import base64
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import AuthResult, LoginPassword, SMTP

USER = b"rita@acme.example"
PASSWORD = b"correct-horse"
TOKEN = b"good-token"


class Mailbox:
    """Takes the mails of those who have signed in."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = f"{self.count:04}"
        (self.folder / f"{name}.eml").write_bytes(envelope.content)
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or isinstance(server.transport.get_extra_info("ssl_object"), ssl.SSLObject),
        }
        (self.folder / f"{name}.json").write_text(json.dumps(facts))
        return f"250 2.0.0 kept as {name}"

    async def auth_XOAUTH2(self, server, args):
        said = base64.b64decode(args[1])
        expected = b"user=" + USER + b"\x01auth=Bearer " + TOKEN + b"\x01\x01"
        if said == expected:
            return AuthResult(success=True)
        await server.push("334 " + base64.b64encode(b'{"status":"401"}').decode())
        await server._reader.readline()
        return AuthResult(success=False, handled=False)


def signed_in(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=good, handled=False)


def main():
    folder, certificate, key, security = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    handler = Mailbox(folder)
    settings = {"authenticator": signed_in, "auth_required": True}
    if security == "tls":
        # What lies inside TLS from the first byte, aiosmtpd does not count as protected.
        settings["auth_require_tls"] = False
    else:
        settings.update(tls_context=context, require_starttls=True)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(
            lambda: SMTP(handler, **settings, loop=loop),
            "127.0.0.1",
            0,
            ssl=context if security == "tls" else None,
        )
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    loop.run_in_executor(None, lambda: (sys.stdin.read(), loop.call_soon_threadsafe(loop.stop)))
    loop.run_forever()


if __name__ == "__main__":
    main()
