"""Settings: what the environment says, read once; what is wrong is told by the variable's name."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.environment import example
from config.errors import SetupError
from config.settings import Settings, load, variable_name

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789 abcdefghijklmnopqrstu"
OURS = ("DATABASE_URL", "REDIS_URL", "KAFKA_BOOTSTRAP_SERVERS", "PORT", "IONFLUX_")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing of us."""
    import os

    for name in list(os.environ):
        if name.startswith(OURS):
            monkeypatch.delenv(name)


def test_the_example_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text() == example(), "run 'make env'"


def test_every_line_of_the_example_is_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in example().splitlines():
        if line.startswith("#") and "=" in line and not line.startswith("# "):
            name, _, value = line[1:].partition("=")
            if value:
                monkeypatch.setenv(name, value)
    assert load() == Settings()


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("DATABASE_URL", "postgres://a@b/c", "database_url"),
        ("IONFLUX_DATABASE_URL", "postgres://a@b/c", "database_url"),
        ("REDIS_URL", "redis://b", "redis_url"),
        ("KAFKA_BOOTSTRAP_SERVERS", "b:9092", "kafka_bootstrap_servers"),
        ("IONFLUX_PUBLIC_URL", "https://chat.example", "public_url"),
    ],
)
def test_hosts_conventions_are_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(load(), field) == value


def test_nested_settings_have_their_own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IONFLUX_RUNS__LEASE_SECONDS", "7")
    monkeypatch.setenv("IONFLUX_LOG__RETRY_SECONDS", "[1, 2]")
    settings = load()
    assert (settings.lease.total_seconds(), settings.log.retry_seconds) == (7, (1.0, 2.0))
    assert settings.runs.renew_seconds == 10.0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("IONFLUX_SECRET_KEY", "too short"),
        ("IONFLUX_SECRET_KEY", "ab" * 40),
        ("IONFLUX_SECRET_KEY", f"{KEY},short"),
        ("IONFLUX_SECRET_KEY", ","),
        ("IONFLUX_SECRET_KEY", "abcdefghi-" * 4),
        ("IONFLUX_SECRET_KEY", "change-me-change-me-change-me-change-me"),
        ("IONFLUX_SECRET_KEY", "django-insecure-8f$k2 lx9 qpwz m3 v7 t1"),
        ("DATABASE_URL", "foo"),
        ("DATABASE_URL", "mysql://a@b/c"),
        ("REDIS_URL", "localhost:6379"),
        ("IONFLUX_PUBLIC_URL", "chat.example"),
        ("IONFLUX_HEALTH_PORT", "none"),
        ("IONFLUX_TEST", "perhaps"),
        ("IONFLUX_RUNS__LEASE_SECONDS", "long"),
        ("IONFLUX_RUNS__NO_SUCH_THING", "1"),
        ("IONFLUX_LIMITS__BODY_BYTES", "1.5"),
        ("IONFLUX_LOG__RETRY_SECONDS", "1,2"),
        ("IONFLUX_WEB", "{"),
    ],
)
def test_what_is_not_usable_is_told_in_one_sentence_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SetupError) as refused:
        load()
    message = refused.value.message
    assert message.startswith(f"{name} is not usable: ")
    assert message.endswith(".")
    assert "\n" not in message


def test_a_key_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IONFLUX_SECRET_KEY", "a short secret")
    with pytest.raises(SetupError) as refused:
        load()
    assert "a short secret" not in refused.value.message
    assert KEY not in repr(Settings(secret_key=SecretStr(KEY)))


def test_of_several_keys_the_first_is_the_newest() -> None:
    other = KEY[::-1]
    assert Settings(secret_key=SecretStr(f"{KEY},{other}")).secret_keys == (KEY, other)
    assert Settings().secret_keys == ()


def test_the_default_database_is_a_file_in_the_data_directory(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert settings.database == f"sqlite://{tmp_path / 'ionflux.db'}"
    assert settings.is_sqlite
    assert not Settings(database_url="postgres://a@b/c").is_sqlite


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]


def test_a_variables_name_is_its_surface_name() -> None:
    assert variable_name(("database_url",)) == "DATABASE_URL"
    assert variable_name(("runs", "lease_seconds")) == "IONFLUX_RUNS__LEASE_SECONDS"
    assert variable_name(("secret_key",)) == "IONFLUX_SECRET_KEY"
