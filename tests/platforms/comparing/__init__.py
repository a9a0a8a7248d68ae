"""One contract suite over our local platforms and the packages that others made: where they differ it says so."""
