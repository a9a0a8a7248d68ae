"""Mail as it goes over the wire: to a real server, with whatever it answers, and nothing smuggled in."""

import ssl
import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from adapters.mail.adapter import MailAdapter, MailSettings
from adapters.mail.reaching import is_public
from adapters.mail.render import render
from bot.contracts.messages import Link, OutboundMessage, Place
from config.clock import new_id
from config.errors import InvalidInput, Rejected, SetupError, Unreachable
from config.settings import load_own
from tests.postbox import PostBox, post_box

AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ADA = Place(adapter="mail", channel="ada@example.com")


def message(title: str = "Ben wrote to you", **fields: object) -> OutboundMessage:
    return OutboundMessage(key=new_id(), title_text=title, **fields)  # type: ignore[arg-type]


def mailing(url: str, **fields: object) -> MailAdapter:
    return MailAdapter(MailSettings(url=url, **fields))  # type: ignore[arg-type]


def parts(mail: EmailMessage) -> tuple[str, str]:
    plain, html = mail.iter_parts()
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    return plain.get_content(), html.get_content()


@pytest.fixture
async def box() -> AsyncIterator[PostBox]:
    async with post_box() as opened:
        yield opened


async def test_a_mail_arrives_with_words_link_and_its_own_id(box: PostBox) -> None:
    link = Link(label="Open in IONFLUX", url="https://ionflux.example/w/1/c/2?m=3&thread=4")
    said = message("Bén wrote to you", body_text="Hi <b>Ada</b> & all", foot_text="From Acme", links=(link,))
    adapter = mailing(box.url, sender="ionflux@shop.example")
    first, again = await adapter.send(ADA, said), await adapter.send(ADA, said)
    assert first == again
    assert first.external_id == f"<{said.key}@shop.example>"
    mail = box.mails[0]
    assert box.recipients[0] == ["ada@example.com"]
    assert (mail["From"], mail["To"]) == ("IONFLUX <ionflux@shop.example>", "ada@example.com")
    assert (mail["Subject"], mail["Message-ID"]) == ("Bén wrote to you", first.external_id)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"]
    plain, html = parts(mail)
    assert "Hi <b>Ada</b> & all" in plain
    assert link.url in plain
    assert "Hi &lt;b&gt;Ada&lt;/b&gt; &amp; all" in html
    assert 'href="https://ionflux.example/w/1/c/2?m=3&amp;thread=4"' in html
    assert html.count("<a ") == 1


@pytest.mark.parametrize(
    ("at", "answer", "refused"),
    [
        ("recipient", "450 4.2.1 Try later", Unreachable),
        ("recipient", "550 5.1.1 No such person", Rejected),
        ("data", "421 4.3.2 Going down", Unreachable),
        ("data", "452 4.3.1 Full", Unreachable),
        ("data", "554 5.7.1 Spam", Rejected),
    ],
)
async def test_what_the_server_answers_is_later_or_never(
    box: PostBox, at: str, answer: str, refused: type[Exception]
) -> None:
    getattr(box, f"at_{at}").append(answer)
    with pytest.raises(refused, match=answer[:3]) as told:
        await mailing(box.url).send(ADA, message())
    assert answer.split(" ", 1)[1] in str(told.value)
    assert box.mails == []
    await mailing(box.url).send(ADA, message())
    assert len(box.mails) == 1


async def test_a_server_that_is_stuck_away_or_hangs_up_is_later(box: PostBox) -> None:
    box.is_stuck = True
    with pytest.raises(Unreachable, match="in time"):
        await mailing(box.url, seconds=0.2).send(ADA, message())
    box.is_stuck, box.hangs_up = False, True
    with pytest.raises(Unreachable):
        await mailing(box.url).send(ADA, message())
    with pytest.raises(Unreachable, match="cannot be reached"):
        await mailing("smtp://127.0.0.1:1").send(ADA, message())


def _certificate(folder: Path) -> tuple[Path, Path]:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return public, private


async def test_it_speaks_tls_and_signs_in_where_the_server_wants_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, private = _certificate(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(public, private)
    async with post_box(tls=tls, asks=True) as box:
        good = f"smtp://ada%40example.com:s3cret%3A%40%2F@localhost:{box.port}"
        with pytest.raises(Unreachable):
            await mailing(good).send(ADA, message())
        assert box.signed_in == []
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        await mailing(good).send(ADA, message())
        assert (box.was_encrypted, box.signed_in) == ([True], ["ada@example.com"])
        assert box.mails[0]["From"].endswith("<ada@example.com>")
        assert await mailing(good).check() == "SMTP at localhost"
        with pytest.raises(Rejected, match="535"):
            await mailing(good.replace("s3cret", "wrong")).check()


BREAKS = ("\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x00", "\x1e")


@pytest.mark.parametrize("sign", BREAKS)
async def test_nobody_writes_a_header_of_their_own(box: PostBox, sign: str) -> None:
    evil = f"Hello{sign}Bcc: eve@example.com"
    with pytest.raises(Rejected, match="line break"):
        await mailing(box.url).send(ADA, message(evil))
    for whom in (f"ada@example.com{sign}Bcc: eve@example.com", f"ada{sign}@example.com"):
        with pytest.raises(Rejected):
            await mailing(box.url).send(Place(adapter="mail", channel=whom), message())
    assert box.connections == 0


@pytest.mark.parametrize(
    "word",
    ["=?utf-8?q?x=0d=0aBcc:eve@example.com?=", "=?utf-8?b?DQpCY2M6IGV2ZUBleGFtcGxlLmNvbQ==?=", "=?a?q?=0a?="],
)
def test_an_encoded_word_in_a_title_is_not_decoded_into_a_header(word: str) -> None:
    for title in (word, f"{word} mentioned you", f"é{word}", f"{word}{word} {word}"):
        mail = render(message(title), sender="i@a.example", recipient="ada@example.com", at=AT)
        head = mail.as_bytes().partition(b"\r\n\r\n")[0]
        assert [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")] == [
            name.encode() for name in mail
        ]


@pytest.mark.parametrize(
    "whom",
    [
        "", "ada", "@example.com", "ada@", "ada@example.com,eve@example.com", "Ada <ada@example.com>",
        "ada@example.com eve@example.com", "<ada@example.com>", "ada@example.com;", "a@b@c",
        "x" * 400 + "@example.com",
    ],
)  # fmt: skip
async def test_what_is_no_single_address_gets_no_mail(box: PostBox, whom: str) -> None:
    with pytest.raises(Rejected, match="no e-mail address"):
        await mailing(box.url).send(Place(adapter="mail", channel=whom), message())
    assert box.connections == 0


@given(title=st.text(max_size=200), body=st.text(max_size=200), label=st.text(max_size=20))
def test_whatever_people_wrote_stays_text(title: str, body: str, label: str) -> None:
    said = message(title, body_text=body, links=(Link(label=label, url="https://a.example/"),))
    try:
        mail = render(said, sender="i@a.example", recipient="ada@example.com", at=AT)
    except Rejected:
        return
    names = [name for name, _ in mail.items()]
    assert sorted(names) == sorted(set(names))
    assert mail.as_bytes().count(b"\r\nBcc:") == 0
    _, html = parts(mail)
    assert html.count("<a ") == 1
    assert "<script" not in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://a"onclick=x', "//a.example"]
)
def test_only_an_address_of_the_web_is_a_link(url: str) -> None:
    said = message(links=(Link(label="Open", url=url),))
    mail = render(said, sender="i@a.example", recipient="ada@example.com", at=AT)
    assert not [one for one in parts(mail) if "Open" in one]


async def test_mails_can_be_written_to_a_folder(tmp_path: Path) -> None:
    said, folder = message(), tmp_path / "mails"
    adapter = mailing(f"file:{folder}")
    await adapter.send(ADA, said)
    await adapter.send(ADA, said)
    (kept,) = folder.iterdir()
    assert b"To: ada@example.com" in kept.read_bytes()
    assert await adapter.check() == f"written to {folder}"
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreachable, match="could not be written"):
        await mailing(f"file:{tmp_path / 'file'}").send(ADA, said)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("URL", "http://mail.example", "IONFLUX_SMTP_URL is not usable: it begins with smtp://"),
        ("URL", "smtp://", "IONFLUX_SMTP_URL is not usable"),
        ("URL", "smtp://mail.example:99999", "IONFLUX_SMTP_URL is not usable: its port"),
        ("SENDER", "ada@example.com\nBcc: x", "IONFLUX_SMTP_SENDER is not usable"),
        ("SECONDS", "0", "IONFLUX_SMTP_SECONDS is not usable"),
    ],
)
def test_a_wrong_setting_stops_the_start_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"IONFLUX_SMTP_{name}", value)
    with pytest.raises(SetupError) as refused:
        load_own(MailSettings)
    assert refused.value.message.startswith(told)
    assert "\n" not in refused.value.message


def test_without_the_setting_mail_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IONFLUX_SMTP_URL", raising=False)
    assert not load_own(MailSettings).is_on
    monkeypatch.setenv("IONFLUX_SMTP_URL", "smtps://mail.example")
    assert load_own(MailSettings).is_on


# A server that a workspace names


async def test_a_mail_goes_through_the_server_that_a_workspace_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, private = _certificate(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(public, private)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    async with post_box(tls=tls, asks=True) as box:
        # As where the installation's own server is also that of the workspace, which signs in there.
        house = mailing(f"smtp://localhost:{box.port}", sender="house@example.com")
        own = house.through(SecretStr(f"smtp://shop%40example.com:s3cret%3A%40%2F@localhost:{box.port}"))
        await own.send(ADA, message())
        assert (box.was_encrypted, box.signed_in) == ([True], ["shop@example.com"])
    assert [str(one["From"]) for one in box.mails] == ["IONFLUX <shop@example.com>"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.7", "169.254.169.254"])
async def test_no_workspace_reaches_into_the_installations_own_network(box: PostBox, host: str) -> None:
    adapter = mailing(box.url).through(SecretStr(f"smtp://a%40mail.example:password-of-theirs@{host}:587"))
    with pytest.raises(Rejected) as refused:
        await adapter.send(ADA, message())
    assert refused.value.code == "url_not_allowed"
    with pytest.raises(Rejected):
        await mailing(box.url).through(SecretStr("smtp://a:b@mail.example:22")).send(ADA, message())
    assert box.connections == 0


@pytest.mark.parametrize(
    "url", ["file:/tmp/mails", "https://mail.example", "smtp://", "smtp://a:password-of-theirs@h:no"]
)
def test_what_is_no_mail_server_is_refused_without_a_word_of_it(box: PostBox, url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        mailing(box.url).through(SecretStr(url))
    assert "theirs" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("93.184.215.14", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("100.64.0.1", False), ("169.254.169.254", False), ("::1", False), ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("224.0.0.1", False),
        ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_an_address_of_the_open_internet_is_known_also_where_it_wraps_another(
    address: str, is_it: bool
) -> None:
    assert is_public(address) is is_it
