"""003: makes a short clip of raw footage, in the style of its creator."""
