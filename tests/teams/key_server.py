"""A fake of Microsoft's key server: publishes keys, and signs tokens with them."""

import functools
import json
import time
from dataclasses import dataclass
from typing import Any, Self

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"


@functools.cache  # making one takes a tenth of a second
def private_key(number: int) -> rsa.RSAPrivateKey:
    """A key for tests, the same for the same number."""
    return rsa.generate_private_key(65537, 2048)


@dataclass(frozen=True)
class Key:
    """A key pair that the server may publish."""

    number: int
    endorsements: tuple[str, ...] = ("msteams",)

    @property
    def id(self) -> str:
        return f"key-{self.number}"

    def published(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(private_key(self.number).public_key()))
        return {**public, "use": "sig", "kid": self.id, "endorsements": list(self.endorsements)}


class KeyServer:
    """Plays the key server on a port of 127.0.0.1 for as long as its context is open."""

    def __init__(self) -> None:
        self.key = Key(1)  # what tokens are signed with, and what is published
        self.down = False
        self.requests = 0  # for the key set
        self._port = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/openidconfiguration", self._configuration)
        app.router.add_get("/keys", self._keys)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Of the OpenID configuration."""
        return f"http://127.0.0.1:{self._port}/openidconfiguration"

    def rotate(self) -> None:
        """Sign with a new key, and publish only that one."""
        self.key = Key(self.key.number + 1)

    def token(
        self,
        app_id: str,
        service_url: str,
        *,
        key: Key | None = None,
        headers: dict[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """A token as Microsoft's. claims: other values for some; None leaves one out."""
        key, now = key or self.key, int(time.time())
        payload = {
            "iss": ISSUER,
            "aud": app_id,
            "serviceurl": service_url,
            "nbf": now,
            "exp": now + 3600,
            **claims,
        }
        payload = {name: value for name, value in payload.items() if value is not None}
        headers = {"kid": key.id, **(headers or {})}
        return jwt.encode(payload, private_key(key.number), algorithm="RS256", headers=headers)

    async def _configuration(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        keys_url = str(request.url.with_path("/keys"))
        return web.json_response({"issuer": ISSUER, "jwks_uri": keys_url})

    async def _keys(self, request: web.Request) -> web.Response:
        self.requests += 1
        return web.json_response({"keys": [self.key.published()]})
