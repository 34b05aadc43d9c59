"""Builds the zip that an administrator uploads to the organisation's Teams catalogue."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Annotated, Any
from zipfile import ZipFile, ZipInfo

from pydantic import AnyUrl, TypeAdapter, UrlConstraints, ValidationError

from bot.messages import Refusal
from bot.settings import Settings

FOLDER = Path(__file__).parent
PYPROJECT = FOLDER.parent / "pyproject.toml"
UNCHANGED = ("en.json", "color.png", "outline.png")
LONGEST_DEVELOPER_NAME = 32

_HTTPS = TypeAdapter[AnyUrl](
    Annotated[AnyUrl, UrlConstraints(allowed_schemes=["https"], max_length=2048)]
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# At least two names, the last one beginning with a letter: neither localhost nor an IP address.
_PUBLIC_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True)
class Fault:
    """A setting that a package can't be built with.

    setting: its name in the environment. given: its value, empty when it is missing.
    demand: what it has to be, as the end of a Danish sentence.
    """

    setting: str
    given: str
    demand: str

    def __str__(self) -> str:
        if not self.given:
            return f"{self.setting} mangler. Den skal være {self.demand}."
        return f"{self.setting} er »{self.given}«. Den skal være {self.demand}."


class IncompleteSettings(Refusal):
    """The settings don't say everything that a package needs."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def build_package(settings: Settings, destination: Path) -> Path:
    """Write the app package into the folder `destination` and return the zip's path.

    The same settings and version always give the same bytes. Raises IncompleteSettings; then
    nothing is written.
    """
    if faults := faults_in(settings):
        raise IncompleteSettings(faults)
    version = _version()
    template = json.loads((FOLDER / "manifest.json").read_bytes())
    manifest = _filled(template, _values(settings, version))
    files = {"manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2).encode()}
    files |= {name: (FOLDER / name).read_bytes() for name in UNCHANGED}
    destination.mkdir(parents=True, exist_ok=True)
    return _zip(destination / f"lederlinjen-{version}.zip", files)


def faults_in(settings: Settings) -> tuple[Fault, ...]:
    """Every setting that is missing or wrong for a package, in the order IT meets them."""
    page = "en adresse, der begynder med https://"
    checks = (
        ("MicrosoftAppId", settings.app_id, _is_uuid, "app-id'et fra Entra, et UUID"),
        (
            "PUBLIC_URL",
            settings.public_url,
            _is_public,
            "en adresse, der begynder med https:// og har et domænenavn, som Teams kan nå",
        ),
        (
            "DEVELOPER_NAME",
            settings.developer_name,
            _is_developer_name,
            f"navnet på den, der udbyder appen, højst {LONGEST_DEVELOPER_NAME} tegn",
        ),
        ("WEBSITE_URL", settings.website_url, _is_https, page),
        ("PRIVACY_URL", settings.privacy_url, _is_https, page),
        ("TERMS_URL", settings.terms_url, _is_https, page),
    )
    return tuple(
        Fault(name, given, demand) for name, given, fits, demand in checks if not fits(given)
    )


def _is_uuid(given: str) -> bool:
    return _UUID.fullmatch(given) is not None


def _is_https(given: str) -> bool:
    try:
        _HTTPS.validate_python(given)
    except ValidationError:
        return False
    return True


def _is_public(given: str) -> bool:
    return _is_https(given) and _PUBLIC_HOST.fullmatch(_host(given)) is not None


def _is_developer_name(given: str) -> bool:
    return 0 < len(given.strip()) <= LONGEST_DEVELOPER_NAME


def _url(given: str) -> str:
    return str(_HTTPS.validate_python(given))


def _host(given: str) -> str:
    """The domain alone, as ASCII: without port and path, æøå as xn--."""
    return _HTTPS.validate_python(given).host or ""


def _version() -> str:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _values(settings: Settings, version: str) -> dict[str, str]:
    """What stands in the template's placeholders."""
    return {
        "version": version,
        "app_id": settings.app_id,
        "host": _host(settings.public_url),
        "developer_name": settings.developer_name.strip(),
        "website_url": _url(settings.website_url),
        "privacy_url": _url(settings.privacy_url),
        "terms_url": _url(settings.terms_url),
    }


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    """The JSON value with its placeholders filled, wherever a string holds one.

    Filled after parsing, so that a quotation mark in a name can't break the JSON.
    """
    match template:
        case dict():
            return {key: _filled(value, values) for key, value in template.items()}
        case list():
            return [_filled(item, values) for item in template]
        case str():
            return Template(template).substitute(values)
    return template


def _zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files with a fixed time, uncompressed since zlib's bytes differ by version."""
    with ZipFile(path, "w") as package:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.create_system = 3  # Unix, also when built on Windows
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return path
