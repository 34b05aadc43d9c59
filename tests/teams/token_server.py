"""A fake of Entra: gives the bot its own token, over HTTPS as msal insists on."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Self

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from tests.teams.key_server import private_key


def certificate(path: Path) -> Path:
    """Write a self-signed certificate for 127.0.0.1 and its private key to one PEM file."""
    key = private_key(0)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + signed.public_bytes(Encoding.PEM))
    return path


class TokenServer:
    """Plays Entra on a port of 127.0.0.1 for as long as its context is open.

    Whoever asks it must trust `pem`.
    """

    def __init__(self, folder: Path) -> None:
        self.pem = certificate(folder / "token-server.pem")
        self.requests: list[dict[str, Any]] = []  # the forms that asked for a token
        self.refuses_with: str | None = None  # Entra's code
        self.down = False
        self.expires_in = 3600

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._discovery)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.pem)
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context).start()
        self.url = f"https://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    async def _discovery(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        base = f"{self.url}/{request.match_info['tenant']}/oauth2/v2.0"
        return web.json_response(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        self.requests.append(dict(await request.post()))
        if self.down:
            return web.Response(status=503)
        if self.refuses_with:
            return web.json_response({"error": self.refuses_with}, status=401)
        return web.json_response(
            {
                "token_type": "Bearer",
                "access_token": f"token-{len(self.requests)}",
                "expires_in": self.expires_in,
            }
        )
