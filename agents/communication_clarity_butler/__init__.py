"""007 Communication Clarity Butler: what a conversation decided, who does what, and what is still open."""
