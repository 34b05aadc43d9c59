"""The zip that an administrator uploads to Teams."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema_rs import Draft4Validator

from bot.settings import Settings
from manifest.package import IncompleteSettings, build_package, faults_in

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "tests" / "schemas"
APP_ID = "3f0c6d1e-5b7a-4c2e-9d84-1a2b3c4d5e6f"
ENVIRONMENT = {
    "MicrosoftAppId": APP_ID,
    "MicrosoftAppTenantId": "00000000-1111-2222-3333-444444444444",
    "PUBLIC_URL": "https://lederlinjen.eksempel.dk:8443/bot",
    "DEVELOPER_NAME": "Eksempel Kommune",
    "WEBSITE_URL": "https://www.eksempel.dk/lederlinjen",
    "PRIVACY_URL": "https://www.eksempel.dk/lederlinjen/privatliv",
    "TERMS_URL": "https://www.eksempel.dk/lederlinjen/vilkaar",
}
NEEDED = [name for name in ENVIRONMENT if name != "MicrosoftAppTenantId"]
LONGEST = {  # characters, by the end of a text's path in the manifest
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4000,
    "].title": 32,
    "].description": 128,
    "].prompt": 200,
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.fixture
def package(environment: pytest.MonkeyPatch, tmp_path: Path) -> ZipFile:
    return ZipFile(build_package(settings(), tmp_path))


def settings() -> Settings:
    return Settings(_env_file=None)


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())


def misfits(name: str, document: object) -> list[str]:
    """What the schema of this name finds wrong."""
    return [error.message for error in Draft4Validator(schema(name)).iter_errors(document)]


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a JSON value with its path, such as `bots[0].commandLists[1].scopes[0]`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from strings(inner, f"{path}[{index}]")
    elif isinstance(value, str):
        yield path, value


def localisable(path: str) -> bool:
    """Whether Teams takes a translation of the string at this path."""
    known = schema("teams-manifest-localization")
    return path in known["properties"] or any(
        re.search(pattern, path) for pattern in known["patternProperties"]
    )


def texts(package: ZipFile) -> dict[str, dict[str, str]]:
    """What people can read, by language and path."""
    manifest = json.loads(package.read("manifest.json"))
    english = json.loads(package.read("en.json"))
    danish = {path: text for path, text in strings(manifest) if localisable(path)}
    del danish["$schema"], english["$schema"]
    return {"da": danish, "en": english}


def test_the_package_holds_what_teams_expects_and_nothing_else(package: ZipFile) -> None:
    assert package.namelist() == ["manifest.json", "en.json", "color.png", "outline.png"]


def test_the_manifest_fits_the_schema_whose_version_it_names(package: ZipFile) -> None:
    manifest = json.loads(package.read("manifest.json"))

    assert misfits("teams-manifest", manifest) == []
    # Draft 4 knows no "const", so a validator passes over the version.
    version = schema("teams-manifest")["properties"]["manifestVersion"]["const"]
    assert manifest["manifestVersion"] == version
    for document in (manifest, json.loads(package.read("en.json"))):
        assert f"/v{version}/" in document["$schema"]


def test_the_english_texts_fit_the_schema(package: ZipFile) -> None:
    assert misfits("teams-manifest-localization", json.loads(package.read("en.json"))) == []


def test_the_manifest_names_files_that_are_in_the_package(package: ZipFile) -> None:
    manifest = json.loads(package.read("manifest.json"))
    languages = manifest["localizationInfo"]
    translations = [one["file"] for one in languages["additionalLanguages"]]

    assert languages["defaultLanguageTag"] == "da"
    assert {"manifest.json", *manifest["icons"].values(), *translations} == set(package.namelist())


def test_every_text_that_can_be_translated_is_in_english_and_no_other(package: ZipFile) -> None:
    by_language = texts(package)

    assert by_language["en"].keys() == by_language["da"].keys()


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_text_is_empty_or_too_long(package: ZipFile, language: str) -> None:
    # The schema allows longer ones, and its lengths beside a $ref aren't read in draft 4.
    for path, text in texts(package)[language].items():
        longest = next(longest for end, longest in LONGEST.items() if path.endswith(end))
        assert 0 < len(text) <= longest, path


def test_each_scope_has_one_list_of_at_most_ten_commands_that_differ(package: ZipFile) -> None:
    bot = json.loads(package.read("manifest.json"))["bots"][0]
    scopes = [scope for one in bot["commandLists"] for scope in one["scopes"]]

    assert sorted(scopes) == sorted(bot["scopes"]) == ["groupChat", "personal", "team"]
    for number, one in enumerate(bot["commandLists"]):
        assert len(one["commands"]) <= 10
        for language in texts(package).values():
            start, end = f"bots[0].commandLists[{number}]", ".title"
            titles = [t for p, t in language.items() if p.startswith(start) and p.endswith(end)]
            assert len(set(titles)) == len(one["commands"])


def test_a_prompt_starter_is_a_question_and_a_command_is_not(package: ZipFile) -> None:
    bot = json.loads(package.read("manifest.json"))["bots"][0]

    for command in (command for one in bot["commandLists"] for command in one["commands"]):
        is_question = command.get("prompt", command["title"]).endswith("?")
        assert is_question == (command.get("type") == "prompt") == ("prompt" in command)


def test_the_settings_stand_where_teams_reads_them(package: ZipFile) -> None:
    manifest = json.loads(package.read("manifest.json"))

    assert manifest["id"] == manifest["bots"][0]["botId"] == APP_ID
    assert manifest["webApplicationInfo"] == {"id": APP_ID, "resource": f"api://botid-{APP_ID}"}
    assert manifest["validDomains"] == ["lederlinjen.eksempel.dk"]
    assert manifest["developer"] == {
        "name": "Eksempel Kommune",
        "websiteUrl": ENVIRONMENT["WEBSITE_URL"],
        "privacyUrl": ENVIRONMENT["PRIVACY_URL"],
        "termsOfUseUrl": ENVIRONMENT["TERMS_URL"],
    }


def test_the_app_has_the_version_of_the_program(package: ZipFile) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert json.loads(package.read("manifest.json"))["version"] == version
    assert re.fullmatch(r"\d+\.\d+\.\d+", version), "Teams takes no other form"
    assert Path(str(package.filename)).name == f"lederlinjen-{version}.zip"


def test_no_placeholder_is_left(package: ZipFile) -> None:
    for name in ("manifest.json", "en.json"):
        assert b"$" not in package.read(name).replace(b'"$schema"', b"")


def test_a_name_with_marks_and_a_domain_with_danish_letters_survive(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("DEVELOPER_NAME", ' "Søby" & ${app_id} \\ ')
    environment.setenv("PUBLIC_URL", "HTTPS://Linjen.SØBY.dk")

    manifest = json.loads(ZipFile(build_package(settings(), tmp_path)).read("manifest.json"))

    assert manifest["developer"]["name"] == '"Søby" & ${app_id} \\'
    assert manifest["validDomains"] == ["linjen.xn--sby-0na.dk"]


def test_the_same_settings_give_the_same_bytes(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = build_package(settings(), tmp_path / "first")
    second = build_package(settings(), tmp_path / "second")

    assert first.read_bytes() == second.read_bytes()
    assert {entry.date_time for entry in ZipFile(first).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_setting_is_named_alone_and_nothing_is_written(
    environment: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    environment.delenv(name)

    with pytest.raises(IncompleteSettings, match=f"^{name} mangler") as refusal:
        build_package(settings(), tmp_path / "dist")

    assert [(fault.setting, fault.given) for fault in refusal.value.faults] == [(name, "")]
    assert not (tmp_path / "dist").exists()


def test_everything_that_is_missing_is_told_at_once(environment: pytest.MonkeyPatch) -> None:
    for name in NEEDED:
        environment.delenv(name)

    assert [fault.setting for fault in faults_in(settings())] == NEEDED


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("MicrosoftAppId", "lederlinjen"),
        ("MicrosoftAppId", "{" + APP_ID + "}"),
        ("MicrosoftAppId", APP_ID + "0"),
        ("PUBLIC_URL", "http://lederlinjen.eksempel.dk"),
        ("PUBLIC_URL", "lederlinjen.eksempel.dk"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://localhost:3978"),
        ("PUBLIC_URL", "https://127.0.0.1:3978"),
        ("PUBLIC_URL", "https://[::1]/"),
        ("PUBLIC_URL", "https://*.eksempel.dk"),
        ("DEVELOPER_NAME", "   "),
        ("DEVELOPER_NAME", "Eksempel Kommunes Direktionssekretariat"),
        ("WEBSITE_URL", "www.eksempel.dk"),
        ("PRIVACY_URL", "http://www.eksempel.dk/privatliv"),
        ("TERMS_URL", "https://www.eksempel.dk/" + "v" * 2048),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(
    environment: pytest.MonkeyPatch, name: str, given: str
) -> None:
    environment.setenv(name, given)

    (fault,) = faults_in(settings())

    assert (fault.setting, fault.given) == (name, given)
    assert str(fault).startswith(f"{name} er »{given}«. Den skal være ")
