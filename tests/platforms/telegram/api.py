"""The Bot API's methods."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.markup import Unreadable, read
from tests.platforms.telegram.state import Chat, File, Message, described, units

if TYPE_CHECKING:
    from tests.platforms.telegram.server import TelegramServer

Args = dict[str, Any]
LONGEST, LONGEST_CAPTION, LONGEST_DATA = 4096, 1024, 64


class No(Exception):
    """Telegram's answer is an error."""

    def __init__(self, status: int, told: str, **parameters: Any) -> None:
        super().__init__(told)
        self.status = status
        names = {400: "Bad Request: ", 403: "Forbidden: ", 401: "", 404: "", 429: "Too Many Requests: "}
        self.body = {"ok": False, "error_code": status, "description": f"{names.get(status, '')}{told}"}
        if parameters:
            self.body["parameters"] = parameters


def chat_of(server: "TelegramServer", args: Args) -> Chat:
    chat = server.chats.get(int(args.get("chat_id") or 0))
    if chat is None:
        raise No(400, "chat not found")
    if chat.moved_to is not None:
        raise No(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
    if not chat.is_bot_inside:
        told = (
            "bot was blocked by the user" if chat.type == "private" else "bot was kicked from the group chat"
        )
        raise No(403, told)
    return chat


def message_of(chat: Chat, args: Args, why: str) -> Message:
    message = chat.messages.get(int(args.get("message_id") or 0))
    if message is None:
        raise No(400, why)
    return message


def words(args: Args, name: str, most: int) -> tuple[str, list[dict[str, Any]]]:
    text = str(args.get(name) or "")
    entities: list[dict[str, Any]] = []
    if str(args.get("parse_mode") or "").upper() == "HTML":
        try:
            text, entities = read(text)
        except Unreadable as odd:
            raise No(400, str(odd)) from odd
    if name == "text" and not text.strip():
        raise No(400, "message text is empty")
    if units(text) > most:
        raise No(400, "message is too long" if name == "text" else "message caption is too long")
    return text.strip(), entities


def keyboard(args: Args) -> list[list[dict[str, Any]]]:
    markup = args.get("reply_markup") or {}
    rows = markup.get("inline_keyboard") or []
    for button in (one for row in rows for one in row):
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
            raise No(400, "BUTTON_DATA_INVALID")
        if data is None and not button.get("url"):
            raise No(400, "inline keyboard button must have exactly one action")
    return rows


def placed(server: "TelegramServer", args: Args) -> tuple[Chat, Message]:
    """A new message of the bot, where it is to stand."""
    chat = chat_of(server, args)
    message = Message(id=0, chat_id=chat.id, sender=server.bot, date=server.now())
    thread_id = args.get("message_thread_id")
    if thread_id is not None:
        if int(thread_id) not in chat.topics:
            raise No(400, "message thread not found")
        message.thread_id = int(thread_id)
    reply = args.get("reply_parameters")
    if reply:
        if int(reply["message_id"]) in chat.messages:
            message.reply_to = int(reply["message_id"])
        elif not reply.get("allow_sending_without_reply"):
            raise No(400, "message to be replied not found")
    message.keyboard = keyboard(args)
    message.is_force_reply = bool((args.get("reply_markup") or {}).get("force_reply"))
    if (wait := server.limiter.refuses(chat.id)) > 0:
        raise No(429, f"retry after {int(wait) + 1}", retry_after=int(wait) + 1)
    return chat, message


def kept(chat: Chat, message: Message) -> Args:
    message.id = chat.next_id()
    chat.messages[message.id] = message
    return described(chat, message)


async def send_message(server: "TelegramServer", args: Args) -> Any:
    text, entities = words(args, "text", LONGEST)
    chat, message = placed(server, args)
    message.text, message.entities = text, entities
    return kept(chat, message)


async def send_document(server: "TelegramServer", args: Args) -> Any:
    given = args.get("document") or args.get("photo")
    if not isinstance(given, File):
        raise No(400, "there is no document in the request")
    text, entities = words(args, "caption", LONGEST_CAPTION)
    chat, message = placed(server, args)
    server.files[given.id] = given
    message.text, message.entities, message.file = text, entities, given
    return kept(chat, message)


async def edit_text(server: "TelegramServer", args: Args) -> Any:
    return _edited(server, args, "text", LONGEST)


async def edit_caption(server: "TelegramServer", args: Args) -> Any:
    return _edited(server, args, "caption", LONGEST_CAPTION)


def _edited(server: "TelegramServer", args: Args, name: str, most: int) -> Any:
    chat = chat_of(server, args)
    message = message_of(chat, args, "message to edit not found")
    if message.sender is not server.bot:
        raise No(400, "message can't be edited")
    if (message.file is None) != (name == "text"):
        raise No(400, "there is no text in the message to edit")
    text, entities = words(args, name, most)
    rows = keyboard(args)
    if (text, entities, rows) == (message.text, message.entities, message.keyboard):
        raise No(400, "message is not modified: specified new message content is exactly the same")
    message.text, message.entities, message.keyboard = text, entities, rows
    message.edit_date = server.now()
    return described(chat, message)


async def delete_message(server: "TelegramServer", args: Args) -> Any:
    chat = chat_of(server, args)
    message = message_of(chat, args, "message to delete not found")
    if message.sender is not server.bot and not chat.is_bot_admin:
        raise No(400, "message can't be deleted")
    del chat.messages[message.id]
    return True


async def set_reaction(server: "TelegramServer", args: Args) -> Any:
    chat = chat_of(server, args)
    message = message_of(chat, args, "message to react not found")
    wanted = [one["emoji"] for one in args.get("reaction") or [] if one["type"] == "emoji"]
    if len(wanted) > 1:
        raise No(400, "REACTIONS_TOO_MANY")
    if any(one not in server.reaction_emoji for one in wanted):
        raise No(400, "REACTION_INVALID")
    for users in message.reactions.values():
        if server.bot in users:
            users.remove(server.bot)
    for one in wanted:
        message.reactions.setdefault(one, []).append(server.bot)
    message.reactions = {emoji: users for emoji, users in message.reactions.items() if users}
    return True


async def answer_callback(server: "TelegramServer", args: Args) -> Any:
    query = server.queries.pop(str(args.get("callback_query_id")), None)
    if query is None:
        raise No(400, "query is too old and response timeout expired or query ID is invalid")
    text = str(args.get("text") or "")
    if len(text) > 200:
        raise No(400, "MESSAGE_TOO_LONG")
    query.answer, query.is_alert = text, bool(args.get("show_alert"))
    query.answered.set()
    return True


async def create_topic(server: "TelegramServer", args: Args) -> Any:
    chat = chat_of(server, args)
    if not chat.is_forum:
        raise No(400, "the chat is not a forum")
    if not chat.is_bot_admin:
        raise No(400, "not enough rights to create a topic")
    name = str(args.get("name") or "")
    if not 1 <= len(name) <= 128:
        raise No(400, "TOPIC_TITLE_EMPTY")
    message = server.new_topic(chat, name, server.bot)
    return {"message_thread_id": message.id, "name": name, "icon_color": 7322096}


async def get_file(server: "TelegramServer", args: Args) -> Any:
    file = server.files.get(str(args.get("file_id")))
    if file is None:
        raise No(400, "wrong file_id or the file is temporarily unavailable")
    if len(file.content) > 20 << 20:
        raise No(400, "file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": len(file.content),
        "file_path": file.path,
    }


async def set_webhook(server: "TelegramServer", args: Args) -> Any:
    server.webhook_url = str(args.get("url") or "")
    server.webhook_secret = str(args.get("secret_token") or "")
    server.allowed_updates = args.get("allowed_updates") or []
    server.updates.wake()
    return True


async def delete_webhook(server: "TelegramServer", args: Args) -> Any:
    server.webhook_url = server.webhook_secret = ""
    return True


async def webhook_info(server: "TelegramServer", args: Args) -> Any:
    return {
        "url": server.webhook_url, "has_custom_certificate": False,
        "pending_update_count": len(server.updates.waiting),
    }  # fmt: skip


async def get_updates(server: "TelegramServer", args: Args) -> Any:
    if server.webhook_url:
        raise No(409, "Conflict: can't use getUpdates method while webhook is active")
    if args.get("allowed_updates") is not None:
        server.allowed_updates = args["allowed_updates"]
    return await server.updates.after(int(args.get("offset") or 0), float(args.get("timeout") or 0))


async def get_me(server: "TelegramServer", args: Args) -> Any:
    return server.bot.described() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not server.is_private,
    }


async def set_commands(server: "TelegramServer", args: Args) -> Any:
    server.commands = args.get("commands") or []
    return True


async def get_commands(server: "TelegramServer", args: Args) -> Any:
    return server.commands


async def get_chat(server: "TelegramServer", args: Args) -> Any:
    return chat_of(server, args).described() | {"accent_color_id": 0, "max_reaction_count": 11}


async def get_member(server: "TelegramServer", args: Args) -> Any:
    chat = chat_of(server, args)
    user = chat.members.get(int(args["user_id"]))
    if user is None:
        raise No(400, "member not found")
    status = "administrator" if user is server.bot and chat.is_bot_admin else "member"
    return {"user": user.described(), "status": status}


async def nothing(server: "TelegramServer", args: Args) -> Any:
    return True


METHODS: dict[str, Callable[["TelegramServer", Args], Any]] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_document,
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "deletemessage": delete_message,
    "setmessagereaction": set_reaction,
    "answercallbackquery": answer_callback,
    "createforumtopic": create_topic,
    "getfile": get_file,
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "getchat": get_chat,
    "getchatmember": get_member,
    "sendchataction": nothing,
    "logout": nothing,
    "close": nothing,
}


def decoded(value: str) -> Any:
    """A field as a form carries it: objects, lists, numbers and truths are JSON."""
    if value[:1] in "[{" or value in ("true", "false", "null"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
