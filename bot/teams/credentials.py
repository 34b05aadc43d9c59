"""The bot's own token, with which it speaks to Teams."""

import asyncio
import functools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate
from msal.application import ConfidentialClientApplication
from msal.exceptions import MsalServiceError
from msal.managed_identity import ManagedIdentityClient, UserAssignedManagedIdentity

from bot.settings import AppType, Settings

AUTHORITY = "https://login.microsoftonline.com"
RESOURCE = "https://api.botframework.com"

MARGIN = 5 * 60.0  # seconds before its end that a token isn't used any more
TIME_LIMIT = 5.0  # seconds to connect, and again to be answered


class CredentialUnusable(Exception):  # noqa: N818 - a fact about the settings
    """There is no secret, or the certificate can't be read: the bot must not start."""


class CredentialRefused(Exception):  # noqa: N818 - a fact about the registration
    """Entra doesn't give the bot a token until somebody mends the registration. code: Entra's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CredentialUnavailable(Exception):  # noqa: N818 - a state of things that passes
    """Entra couldn't be asked for a token now."""


class Credentials:
    """The token that everything sent carries: fetched once, off the event loop, and kept."""

    def __init__(self, settings: Settings, *, authority: str = AUTHORITY) -> None:
        """authority: where tokens come from. Raises CredentialUnusable."""
        self._acquire = None if settings.trial else _source(settings, authority)
        self._token: str | None = None
        self._good_until = 0.0
        self._fetching: asyncio.Task[str] | None = None

    async def token(self) -> str | None:
        """A token that is good for minutes yet; None in the trial, which has none.

        Raises CredentialRefused or CredentialUnavailable.
        """
        if self._acquire is None or time.time() < self._good_until:
            return self._token
        # Whoever comes meanwhile waits for the same answer, also when it is a refusal: after a
        # lock each of a burst would ask in its turn, and each would wait for its own time-out.
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._fetch(self._acquire))
        return await asyncio.shield(self._fetching)

    async def _fetch(self, acquire: Callable[[], dict[str, Any]]) -> str:
        asked_at = time.time()
        try:
            answer = await asyncio.to_thread(acquire)
        except (requests.RequestException, MsalServiceError) as error:  # unreachable; a 5xx
            raise CredentialUnavailable from error
        except ValueError as error:  # msal's word for a tenant that doesn't exist
            raise CredentialRefused("invalid_tenant") from error
        if "access_token" not in answer:
            raise CredentialRefused(str(answer.get("error")))
        token: str = answer["access_token"]
        self._token = token
        self._good_until = asked_at + float(answer["expires_in"]) - MARGIN
        return token


class _Session(requests.Session):
    """Requests that don't wait for ever: msal sets no limit on a session it is given."""

    def request(self, *args: Any, **options: Any) -> requests.Response:
        return super().request(*args, **{"timeout": TIME_LIMIT, **options})


def _source(settings: Settings, authority: str) -> Callable[[], dict[str, Any]]:
    """A function that fetches a token and blocks."""
    if settings.app_type is AppType.MANAGED_IDENTITY:
        identity = UserAssignedManagedIdentity(client_id=settings.app_id)
        client = ManagedIdentityClient(identity, http_client=_Session())
        return functools.partial(client.acquire_token_for_client, resource=RESOURCE)

    secret = _secret(settings)

    @functools.cache
    def application() -> ConfidentialClientApplication:
        # Made when first needed, as that asks the network about the tenant.
        return ConfidentialClientApplication(
            settings.app_id,
            client_credential=secret,
            authority=f"{authority}/{settings.tenant_id}",
            instance_discovery=False,  # the authority is Microsoft's own, so nobody need be asked
            http_client=_Session(),
        )

    def acquire() -> dict[str, Any]:
        answer: dict[str, Any] = application().acquire_token_for_client([f"{RESOURCE}/.default"])
        return answer

    return acquire


def _secret(settings: Settings) -> str | dict[str, str]:
    if settings.app_certificate:
        pem = _certificate(settings.app_certificate)
        return {"private_key": pem, "public_certificate": pem}
    password = settings.app_password.get_secret_value()
    if not password:
        raise CredentialUnusable("MicrosoftAppPassword eller MicrosoftAppCertificate mangler")
    return password


def _certificate(path: Path) -> str:
    """The PEM text of a certificate and its private key, looked at before msal trips over it."""
    try:
        pem = path.read_text(encoding="ascii")
        load_pem_private_key(pem.encode(), None)
        load_pem_x509_certificate(pem.encode())
    except (OSError, ValueError, TypeError) as error:
        raise CredentialUnusable(
            f"{path} er ikke en PEM-fil med certifikat og privat nøgle uden adgangskode"
        ) from error
    return pem
