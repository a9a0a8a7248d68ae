"""The OpenAPI 3.1 document, made from the routes themselves."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.contracts.adapters import Route

_TEMPLATE = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
_SIGNED_IN: list[dict[str, list[str]]] = [{"bearer": []}, {"session": [], "csrf": []}]
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "request_id", "details", "retry_after_s"],
            "properties": {
                "code": {"type": "string", "description": "Stable; what a program looks at"},
                "message": {"type": "string", "description": "What a person reads"},
                "request_id": {"type": "string", "format": "uuid"},
                "details": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["field", "code"],
                        "properties": {
                            "field": {"type": "string"},
                            "code": {"type": "string"},
                            "message": {"type": "string"},
                        },
                    },
                },
                "retry_after_s": {"type": ["integer", "null"]},
            },
        }
    },
}
_BYTES, _FILE = "application/octet-stream", {"type": "string", "format": "binary"}
_REFUSALS = {
    "400": "The body cannot be read",
    "401": "Not signed in, or the credentials are no good",
    "403": "Signed in, and not allowed",
    "404": "Unknown, or not yours to see",
    "409": "The present state forbids it",
    "410": "It was there once, and is over",
    "413": "The body is too large",
    "415": "The body is not JSON",
    "422": "Understood and not acceptable; every fault is listed",
    "428": "Say with If-Match which version was read",
    "429": "Too often; Retry-After says when again",
    "503": "Nothing was stored; Retry-After says when again",
}


def document(routes: Iterable[Route], *, version: str) -> dict[str, Any]:
    """The document. Pages and sockets are left out: they are no calls."""
    calls = [route for route in routes if not route.is_raw and route.path.startswith("/api/")]
    models = {model for route in calls for model in (route.body, route.answer) if model is not None}
    names, schemas = models_json_schema(
        [(model, _mode(model, calls)) for model in sorted(models, key=lambda one: one.__name__)],
        ref_template=_TEMPLATE,
    )
    references: dict[Any, Any] = {model: reference for (model, _), reference in names.items()}
    for route in calls:
        if route.method in ("PATCH", "PUT") and route.body is not None:
            _leave_as_it_is(schemas["$defs"][references[route.body]["$ref"].rpartition("/")[2]])
    paths: dict[str, dict[str, Any]] = {}
    for route in calls:
        path = _PARAMETER.sub(r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, references)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "IONFLUX",
            "version": version,
            "description": "Errors have one form everywhere. A change may carry an Idempotency-Key: a"
            " repeat within 24 hours gets the first answer.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.get("$defs", {}), "Error": _ERROR},
            "responses": {code: _refusal(said) for code, said in _REFUSALS.items()},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "session": {"type": "apiKey", "in": "cookie", "name": "ionflux_session"},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-IONFLUX-CSRF"},
            },
        },
    }


def _leave_as_it_is(schema: dict[str, Any]) -> None:
    """A change has no defaults: what is not sent stays as it is."""
    for described in schema.get("properties", {}).values():
        described.pop("default", None)


def _mode(model: type[BaseModel], calls: Iterable[Route]) -> Any:
    return "validation" if any(route.body is model for route in calls) else "serialization"


def _operation(route: Route, references: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _operation_id(route),
        "summary": route.summary,
        "tags": [_tag(route.path)],
        "security": [] if route.permission == "public" else _SIGNED_IN,
        "parameters": _parameters(route),
        "responses": {str(route.status): _success(route, references)} | _refusals(route),
    }
    if route.permission not in ("public", "signed_in"):
        operation["x-permission"] = route.permission
    if route.takes_file:
        operation["requestBody"] = {"required": True, "content": {_BYTES: {"schema": _FILE}}}
    if route.body is not None:
        operation["requestBody"] = {
            "required": True, "content": {"application/json": {"schema": references[route.body]}},
        }  # fmt: skip
    return operation


def _operation_id(route: Route) -> str:
    words = re.findall(r"\w+", _PARAMETER.sub(r"by_\1", route.path.removeprefix("/api/v1")))
    return "_".join([route.method.lower(), *words])


def _tag(path: str) -> str:
    parts = [part for part in path.removeprefix("/api/v1/").split("/") if not part.startswith("{")]
    return parts[1] if parts[0] == "workspaces" and len(parts) > 1 else parts[0]


def _parameters(route: Route) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAMETER.findall(route.path)
    ]
    if route.query is not None:
        schema = route.query.model_json_schema(ref_template=_TEMPLATE)
        for name, described in schema.get("properties", {}).items():
            is_required = name in schema.get("required", [])
            found.append({"name": name, "in": "query", "required": is_required, "schema": described})
    if route.method != "GET" and route.permission != "public" and not route.takes_file:
        key = {"type": "string", "minLength": 1, "maxLength": 200}
        found.append({"name": "Idempotency-Key", "in": "header", "required": False, "schema": key})
    return found


def _success(route: Route, references: Mapping[type[BaseModel], Any]) -> dict[str, Any]:
    if route.status == 204:
        return {"description": "Done"}
    if route.gives_file:
        return {"description": route.summary, "content": {"*/*": {"schema": _FILE}}}
    schema: Any = references[route.answer] if route.answer is not None else {"type": "object"}
    if route.is_list:
        schema = {
            "type": "object",
            "required": ["items", "next_cursor"],
            "properties": {
                "items": {"type": "array", "items": schema},
                "next_cursor": {"type": ["string", "null"]},
            },
        }
    return {"description": route.summary, "content": {"application/json": {"schema": schema}}}


def _refusals(route: Route) -> dict[str, Any]:
    codes = ["422", "429", "503"]
    if route.permission != "public":
        codes += ["401", "403"]
    elif route.body is not None:
        codes.append("401")
    if "{" in route.path or route.body is not None:
        codes.append("404")
    if "{" in route.path and route.method != "GET":
        codes.append("410")
    if route.body is not None or route.takes_file:
        codes += ["400", "413", "415"]
    if route.method != "GET":
        codes.append("409")
    return {code: {"$ref": f"#/components/responses/{code}"} for code in sorted(codes)}


def _refusal(said: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {"description": said, "content": content}
