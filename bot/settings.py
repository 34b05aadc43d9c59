"""Every setting, its default and its meaning."""

import ipaddress
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

# What operators write, and the async driver that it stands for.
DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}


LAST_PORT = 65535


class AppType(StrEnum):
    """How the bot is registered. The SDK takes a misspelt type for multi-tenant; we refuse it."""

    SINGLE_TENANT = "SingleTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"


class Settings(BaseSettings):
    """Read from the environment, in any case, and from a file named .env."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", populate_by_name=True)

    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(3978, description="Port to listen on")
    data_dir: Path = Field(Path("data"), description="Folder for the SQLite database and files")
    keys_dir: Path = Field(
        Path("keys"),
        description="Folder for the keys of anonymous input rounds; outside DATA_DIR and backups",
    )
    encoder_dir: Path | None = Field(
        None, description="Folder with an encoder, to find by meaning too; unset: by words alone"
    )
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in DATA_DIR")

    app_id: str = Field(
        "",
        validation_alias=AliasChoices("MicrosoftAppId", "APP_ID"),
        description="The bot's app id in Entra; empty: local trial without credentials",
    )
    app_password: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("MicrosoftAppPassword", "APP_PASSWORD"),
        description="The app's client secret",
    )
    app_certificate: Path | None = Field(
        None,
        validation_alias=AliasChoices("MicrosoftAppCertificate", "APP_CERTIFICATE"),
        description="PEM file with certificate and private key, instead of a secret",
    )
    app_type: AppType = Field(
        AppType.SINGLE_TENANT,
        validation_alias=AliasChoices("MicrosoftAppType", "APP_TYPE"),
        description="SingleTenant or UserAssignedMSI",
    )
    tenant_id: str = Field(
        "",
        validation_alias=AliasChoices("MicrosoftAppTenantId", "APP_TENANTID"),
        description="The Entra tenant whose people may use the bot",
    )

    public_url: str = Field("", description="Where Teams reaches the bot, https://...")

    # The app package: who Teams says is behind the app.
    developer_name: str = Field("", description="Who provides the app, such as the municipality")
    website_url: str = Field("", description="Page about the app and its support, https://...")
    privacy_url: str = Field("", description="Page about the app's use of personal data")
    terms_url: str = Field("", description="Page with the app's terms of use")

    body_limit: int = Field(256 * 1024, description="Largest request body, in bytes")
    log_json: bool | None = Field(
        None, description="JSON logs; unset: JSON when there is an app id"
    )

    @cached_property
    def trial(self) -> bool:
        """Whether the bot runs without credentials, on this machine only."""
        return not self.app_id

    @cached_property
    def logs_as_json(self) -> bool:
        """Whether the logs are for a machine to read."""
        return not self.trial if self.log_json is None else self.log_json

    @cached_property
    def url_of_database(self) -> str:
        """The database's SQLAlchemy URL, with an async driver."""
        if not self.database_url:
            return f"sqlite+aiosqlite:///{(self.data_dir / 'lederlinjen.sqlite').resolve()}"
        url = make_url(self.database_url)
        return url.set(drivername=DRIVERS[url.drivername]).render_as_string(hide_password=False)

    @field_validator("port", mode="before")
    @classmethod
    def _is_a_port(cls, value: object) -> object:
        try:
            known = 0 <= int(str(value)) <= LAST_PORT
        except ValueError:
            known = False
        if not known:
            raise ValueError(f"PORT={value} skal være et helt tal fra 0 til {LAST_PORT}.")
        return value

    @field_validator("encoder_dir", mode="before")
    @classmethod
    def _unset_when_empty(cls, value: object) -> object:
        return value or None  # else it would be the folder that the bot is started in

    @field_validator("database_url")
    @classmethod
    def _is_a_database_of_ours(cls, value: str) -> str:
        try:
            known = not value or make_url(value).drivername in DRIVERS
        except ArgumentError:
            known = False
        if not known:
            raise ValueError("DATABASE_URL skal begynde med postgresql:// eller sqlite://.")
        return value

    @model_validator(mode="after")
    def _without_credentials_only_on_loopback(self) -> Self:
        # The SDK lets everybody in when there is no app id, so nobody else may reach the port.
        if self.trial and not _is_loopback(self.host):
            raise ValueError(
                f"HOST={self.host} kræver MicrosoftAppId: uden legitimation lytter botten kun på "
                "127.0.0.1."
            )
        if not self.trial and not self.tenant_id:
            raise ValueError(
                "MicrosoftAppTenantId mangler: botten skal vide, hvem der må bruge den."
            )
        if self.trial:
            self.tenant_id = ""  # nobody vouches for tenants there
        return self


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
