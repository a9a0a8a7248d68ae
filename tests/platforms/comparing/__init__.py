"""One contract suite over our local platforms and others' packages: where they differ it says why."""
