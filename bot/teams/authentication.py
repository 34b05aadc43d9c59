"""Who is calling: Microsoft's channel service, about our tenant, or nobody that we know.

This takes the place of the SDK's own check. That one lets every tenant in, takes tokens of the
emulator's tenants without a look at their audience, answers what it doesn't understand with 500,
and never finds a new signing key before a day has passed.
"""

from collections.abc import Mapping
from typing import Any

import aiohttp
import jwt
from botbuilder.schema import Activity, CallerIdConstants
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory
from jwt.exceptions import PyJWTError
from yarl import URL

from bot.settings import Settings
from bot.teams.incoming import Rejected
from bot.teams.keys import KEYS_URL, SigningKey, SigningKeys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = 5 * 60  # seconds that clocks may differ
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Unauthorized(Rejected):
    """The token is missing, or doesn't show that Teams sent this."""

    status = 401


class Forbidden(Rejected):
    """Teams sent it, but it isn't for us: another channel, or another tenant's people."""

    status = 403


class Authentication(BotFrameworkAuthentication):
    """Lets in what Teams sends about our tenant; in the trial, what comes from this machine."""

    def __init__(
        self,
        settings: Settings,
        http: aiohttp.ClientSession,
        connectors: ConnectorFactory,
        *,
        keys_url: str = KEYS_URL,
    ) -> None:
        self._trial = settings.trial
        self._app_id = settings.app_id
        self._tenant_id = settings.tenant_id
        self._connectors = connectors
        self._keys = SigningKeys(http, keys_url)

    async def authenticate(
        self, activity: Mapping[str, Any], authorization: str | None
    ) -> AuthenticateRequestResult:
        """Check who sent an activity that was read by `read_activity`.

        Raises Unauthorized, Forbidden or KeysUnavailable. The result is what the SDK's
        `process_activity` takes.
        """
        result = AuthenticateRequestResult()
        result.audience = ISSUER
        result.connector_factory = self._connectors
        if self._trial:
            _check_local(activity, authorization)
            result.claims_identity = ClaimsIdentity({}, True)
        else:
            claims = await self._checked_claims(activity, authorization)
            self._check_tenant(activity)
            result.claims_identity = ClaimsIdentity(claims, True)
            result.caller_id = CallerIdConstants.public_azure_channel.value
        return result

    async def _checked_claims(
        self, activity: Mapping[str, Any], authorization: str | None
    ) -> dict[str, Any]:
        token = _bearer(authorization)
        key = await self._key_of(token)
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],  # never what the token asks for: it may ask for "none"
                issuer=ISSUER,
                audience=self._app_id,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"], "strict_aud": True},
            )
        except PyJWTError as error:
            raise Unauthorized(f"token: {error}") from error
        if activity["channelId"] not in key.endorsements:
            raise Unauthorized("the key doesn't vouch for the channel")
        # Replies, with our own token in them, go to the service URL of the body. The signed claim
        # is Microsoft's word for it, so that a list of Microsoft's hosts would add nothing.
        if claims.get("serviceurl") != activity["serviceUrl"]:
            raise Unauthorized("the token is for another service URL")
        if activity["channelId"] != CHANNEL:
            raise Forbidden("not from Teams")
        return claims

    async def _key_of(self, token: str) -> SigningKey:
        try:
            key_id = jwt.get_unverified_header(token).get("kid")
        except (PyJWTError, ValueError) as error:  # ValueError: no UTF-8
            raise Unauthorized(f"token: {type(error).__name__}") from error
        key = await self._keys.find(key_id) if key_id else None
        if key is None:
            raise Unauthorized("signed with an unknown key")
        return key

    def _check_tenant(self, activity: Mapping[str, Any]) -> None:
        """Every tenant that the activity names is ours, and it names one."""
        channel_data = activity.get("channelData") or {}
        named = (
            (channel_data.get("tenant") or {}).get("id"),
            activity["conversation"].get("tenantId"),
        )
        tenants = {tenant.casefold() for tenant in named if tenant}
        if tenants != {self._tenant_id.casefold()}:
            raise Forbidden("another tenant" if tenants else "no tenant")

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        """Refuse: `authenticate` was to be called, before the SDK's own activity was made."""
        raise Unauthorized("not through the door")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Refuse: Teams doesn't stream."""
        raise Unauthorized("streaming")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """The one way out, whoever is spoken to."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> Any:
        """None: nobody signs in to anything here, and making one is half the cost of a turn."""
        return None


def _check_local(activity: Mapping[str, Any], authorization: str | None) -> None:
    """Let in what a program on this machine sends, as nobody vouches for it.

    The Playground sends no token unless it is set up with the app id of a registered bot. So a
    token means that Teams itself reaches the trial through a tunnel, where everybody who writes
    would join as directorate.
    """
    if authorization is not None:
        raise Unauthorized("a token, but no MicrosoftAppId to check it against")
    if URL(activity["serviceUrl"]).host not in _LOOPBACK:
        raise Forbidden("the trial answers this machine only")


def _bearer(authorization: str | None) -> str:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthorized("no bearer token")
    return token
