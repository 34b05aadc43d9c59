"""What is missing or wrong, found by the operator before the users notice."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from bot.database.migrating import is_current
from bot.database.sessions import Sessions
from bot.delivery.halts import present_halt
from bot.documents.encoder import Encoder, Fault, NoEncoder
from bot.documents.queries import documents
from bot.people.queries import people_with_role
from bot.people.trial import has_real_people, has_trial_people
from bot.people.values import Role
from bot.preferences import preferences
from bot.rounds.keys import Keys, is_among
from bot.rounds.missing_keys import missing_keys
from bot.settings import Settings
from bot.teams.connector import open_http
from bot.teams.credentials import (
    CredentialRefused,
    Credentials,
    CredentialUnavailable,
    CredentialUnusable,
)
from bot.teams.services import MICROSOFT, Services

_NO_ENCODER = {
    Fault.NOT_INSTALLED: "den kræver onnxruntime og tokenizers. Kør uv sync --extra encoder",
    Fault.NO_MODEL: "model.onnx mangler i mappen",
    Fault.NO_TOKENIZER: "tokenizer.json mangler i mappen",
    Fault.OTHER_MODEL: "filerne er ikke multilingual-e5-small eller er i stykker. Hent dem igen",
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. fine: nothing need be done about it."""

    fine: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.fine else 'FEJL'}  {self.text}"


async def findings(settings: Settings, *, services: Services = MICROSOFT) -> AsyncIterator[Finding]:
    """Look at everything that must be in place, one thing at a time. Changes nothing."""
    yield _folder("DATA_DIR", settings.data_dir)
    yield _keys(settings)
    yield await asyncio.to_thread(_encoder, settings.encoder_dir)
    sessions = Sessions(settings.url_of_database)
    try:
        async for finding in _database(sessions, settings):
            yield finding
    finally:
        await sessions.close()
    if settings.trial:
        yield Finding(True, "Prøve uden MicrosoftAppId: kun denne maskine kan nå botten.")
        return
    async for finding in _microsoft(settings, services):
        yield finding


def _keys(settings: Settings) -> Finding:
    """The folder for the keys of anonymous rounds, without which none of them can be opened."""
    if is_among(settings.keys_dir, settings.data_dir):
        return Finding(
            False,
            f"KEYS_DIR={settings.keys_dir} ligger i DATA_DIR. Den, der får en kopi af data, kunne "
            "så læse de anonyme svar, og anonyme runder kan ikke åbnes: flyt mappen ud af "
            "DATA_DIR.",
        )
    return _folder("KEYS_DIR", settings.keys_dir)


def _encoder(folder: Path | None) -> Finding:
    """The encoder, which is optional: without it answers are found by words alone."""
    if folder is None:
        return Finding(True, "Der søges på ord. ENCODER_DIR er ikke sat, og det er valgfrit.")
    try:
        Encoder.open(folder)
    except NoEncoder as reason:
        return Finding(
            False,
            f"ENCODER_DIR={folder} bruges ikke: {_NO_ENCODER[reason.fault]}. Indtil da søges der "
            "på ord alene.",
        )
    return Finding(True, f"ENCODER_DIR={folder}: der søges på ord og betydning.")


def _folder(name: str, folder: Path) -> Finding:
    nearest = next((one for one in (folder, *folder.resolve().parents) if one.exists()), folder)
    try:
        # Asked for its permissions, the system says yes to root where nothing can be written.
        with tempfile.TemporaryFile(dir=nearest):
            return Finding(True, f"{name}={folder} kan skrives.")
    except OSError:
        return Finding(False, f"{name}={folder} kan ikke skrives. Giv botten skriveadgang.")


async def _database(sessions: Sessions, settings: Settings) -> AsyncIterator[Finding]:
    if sessions.is_missing:
        yield Finding(False, "Databasen findes ikke endnu. Den bliver lavet, når botten starter.")
        return
    try:
        if not await is_current(sessions):
            yield Finding(
                False, "Databasen er fra en anden version. Den opdateres, når botten starter."
            )
            return
        async with sessions.read() as session:
            listed = await documents(session)
            directors = await people_with_role(session, Role.DIRECTORATE)
            administrators = await people_with_role(session, Role.ADMINISTRATOR)
            real, tried_out = await has_real_people(session), await has_trial_people(session)
            introduced = bool((await preferences(session)).introduction)
            halt = await present_halt(session)
            missing = await missing_keys(session, Keys(settings.keys_dir))
    except (SQLAlchemyError, OSError) as error:
        yield Finding(False, f"Databasen kan ikke nås ({type(error).__name__}). Se DATABASE_URL.")
        return
    yield Finding(True, "Databasen kan nås og er opdateret.")
    if settings.trial and real:
        yield Finding(
            False,
            "Der er rigtige ledere på lederlisten, men MicrosoftAppId mangler. Sådan starter "
            "botten ikke, for uden legitimation ved ingen, hvem der skriver. Sæt MicrosoftAppId, "
            "eller vælg en anden DATA_DIR til prøven.",
        )
    if not settings.trial and tried_out:
        yield Finding(
            False,
            "Lederlisten er fra en lokal prøve, hvor enhver kunne blive direktion. Sådan starter "
            "botten ikke med MicrosoftAppId: vælg en tom DATA_DIR eller DATABASE_URL.",
        )
    yield Finding(bool(listed), f"Dokumenter, der svares ud fra: {len(listed)}.")
    yield Finding(
        bool(directors),
        f"På lederlisten med rollen Direktion: {len(directors)}."
        + ("" if directors else " Indlæs lederlisten med people import."),
    )
    yield Finding(
        bool(administrators),
        f"På lederlisten med rollen Administrator: {len(administrators)}."
        + ("" if administrators else " Giv mindst én rollen."),
    )
    yield Finding(
        True,
        "En direktør præsenterer botten for nye ledere."
        if introduced
        else "Ingen introduktion er skrevet (Indstillinger i chatten). Skriv den, før appen "
        "rulles ud: ellers hilser botten selv på hver enkelt, når de får den.",
    )
    for key in missing:
        yield Finding(
            False,
            f"Runden »{key.title}« er åben, men dens nøgle {key.file} mangler eller er en anden. "
            "Ingen kan svare, og svarene kan ikke tælles op. Find filen, og læg den tilbage: en "
            "sikkerhedskopi af databasen har den ikke.",
        )
    if halt:
        yield Finding(
            False,
            f"Teams har siden {halt.since:%d.%m.%Y %H.%M} UTC ikke taget imod beskeder "
            f"({halt.code or 401}). Intet er gået tabt.",
        )


async def _microsoft(settings: Settings, services: Services) -> AsyncIterator[Finding]:
    try:
        await Credentials(settings, authority=services.authority).token()
        yield Finding(True, "Botten kan logge på Teams.")
    except CredentialUnusable as error:
        yield Finding(False, f"Botten kan ikke logge på Teams: {error}.")
    except CredentialRefused as error:
        yield Finding(False, f"Entra afviser bottens legitimation: {error.code}.")
    except CredentialUnavailable:
        yield Finding(False, "Entra svarer ikke. Er der adgang til nettet?")
    async with open_http() as http:
        try:
            async with http.get(services.keys_url, raise_for_status=True):
                yield Finding(True, "Microsofts nøgler til at kende Teams på kan hentes.")
        except (aiohttp.ClientError, TimeoutError):
            yield Finding(False, "Microsofts nøgler til at kende Teams på kan ikke hentes.")
    yield Finding(
        settings.public_url.startswith("https://"),
        f"PUBLIC_URL={settings.public_url or '(mangler)'} skal være den https-adresse, som Teams "
        "når botten på.",
    )
