"""Activities as Teams sends them."""

from typing import Any
from uuid import uuid4

APP_ID = "11111111-1111-4111-8111-111111111111"
TENANT_ID = "22222222-2222-4222-8222-222222222222"
SERVICE_URL = "https://smba.trafficmanager.net/emea/22222222-2222-4222-8222-222222222222/"


def said(text: str, *, service_url: str = SERVICE_URL, **fields: Any) -> dict[str, Any]:
    """A message in a personal chat. fields: put in the place of its own."""
    return {
        "type": "message",
        "id": str(uuid4()),
        "text": text,
        "textFormat": "plain",
        "timestamp": "2026-11-24T17:20:01.297Z",
        "localTimestamp": "2026-11-24T18:20:01.297+01:00",
        "locale": "da-DK",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {
            "id": "29:ada",
            "name": "Ada Prøvesen",
            "aadObjectId": "33333333-3333-4333-8333-333333333333",
        },
        "conversation": {
            "id": "a:ada",
            "conversationType": "personal",
            "tenantId": TENANT_ID,
        },
        "recipient": {"id": f"28:{APP_ID}", "name": "Lederlinjen"},
        "entities": [{"type": "clientInfo", "locale": "da-DK", "country": "DK"}],
        "channelData": {"tenant": {"id": TENANT_ID}},
        **fields,
    }
