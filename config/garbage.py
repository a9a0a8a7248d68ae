"""How often a process that runs for long looks for garbage."""

import gc

YOUNG_OBJECTS = 10_000


def settle() -> None:
    """Look no more through what is there by now, for it lives to the end; and for new garbage less often.

    What waits for a commit is soon let go, and is no garbage: look when there is more of it than that.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)
