"""The native chat: REST, the socket and the browser client."""
