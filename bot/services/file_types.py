"""What a file is, by its content; which kinds are taken, and which are shown in place."""

from pathlib import PurePath

HEAD_BYTES = 16 * 1024
IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_PLAYED = (
    "audio/mpeg audio/ogg audio/wav audio/mp4 audio/webm video/mp4 video/webm audio/x-wav"
    " audio/flac audio/x-flac"
)
# Shown or played where they stand; all else, active content above all, is only ever saved.
IN_PLACE = IMAGES | set(_PLAYED.split()) | {"text/plain"}
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".epub": "application/epub+zip",
}
_TEXTS = {".csv": "text/csv", ".md": "text/markdown", ".json": "application/json"}
_SAVED = (
    "application/pdf application/zip application/gzip application/x-tar application/msword application/rtf"
    " application/vnd.ms-excel application/vnd.ms-powerpoint application/xml text/rtf text/html text/xml"
    " text/calendar text/vcard image/svg+xml image/bmp image/tiff image/heic image/avif"
    " image/vnd.adobe.photoshop video/quicktime video/x-matroska audio/aac font/woff2"
)
_TAKEN = IN_PLACE | set(_SAVED.split()) | set(_OFFICE.values()) | set(_TEXTS.values())
_ZIP = b"PK\x03\x04"
_NEVER = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")


def type_of(head: bytes, name: str) -> str | None:
    """The content type of a file that begins with ``head``; None for what is not taken (programs, unknown).

    The name only chooses among kinds that look alike: the packages that are all zip archives, and plain text.
    """
    suffix = PurePath(name).suffix.lower()
    if head.startswith(_NEVER):
        return None
    if head.startswith(_ZIP):
        return _OFFICE.get(suffix, "application/zip")
    found = next((one for one in _guesses(head) if one in _TAKEN), None)
    if found in (None, "application/json") and _is_text(head):
        return _TEXTS.get(suffix, "text/plain")
    return found


def _guesses(head: bytes) -> list[str]:
    # A table of two thousand forms, for whoever uploads first.
    import puremagic

    try:
        return [one.mime_type for one in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return []


def _is_text(head: bytes) -> bool:
    # What was read may end inside a character.
    for cut in range(4):
        try:
            text = head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return not any(ord(one) < 32 and one not in "\t\n\r\f" for one in text)
    return False
