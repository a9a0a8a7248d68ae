"""010 Revenue Tracker Lite: what an order, a product and a shop really earn."""
