"""What every answer of the web process carries: security headers, and CORS for our own origins."""

from collections.abc import Callable

from aiohttp import web

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self' ws: wss:; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
    " form-action 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": CSP,
}
ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE"
ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, X-IONFLUX-CSRF"
EXPOSED_HEADERS = "ETag, Retry-After, X-Request-Id, Idempotency-Replayed"

Allows = Callable[[str, str], bool]


def put(request: web.Request, response: web.StreamResponse, *, allows: Allows, is_https: bool) -> None:
    """Add what is missing. ``allows`` says whether pages of an origin may call this host."""
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if is_https:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.path.startswith("/api/"):
        headers.setdefault("Cache-Control", "no-store")
    origin = request.headers.get("Origin")
    if origin is not None:
        headers["Vary"] = "Origin"
        if allows(origin, request.host):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Allow-Credentials"] = "true"
            headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS


def preflight(request: web.Request) -> web.Response | None:
    """The answer to a browser that asks beforehand; what ``put`` adds, or does not, decides."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    return web.Response(
        status=204,
        headers={
            "Access-Control-Allow-Methods": ALLOWED_METHODS,
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": "600",
        },
    )
