"""Cohorts: people who are alike, found by k-means, with as many of them as the silhouette likes best."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agents.email_wizard.contacts import Contact

FEWEST, MOST, MOST_COMPARED, ROUNDS = 2, 8, 600, 50
_WORTH = 0.15
"""A silhouette below this tells no cohorts apart."""

_NAMES = ("long ago", "frequent buyers", "high spend", "high order value", "openers", "clickers")
_OPPOSITES = ("recent buyers", "few orders", "low spend", "low order value", "", "")
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """People with what sets them apart; ``copy`` is the number of the text they get."""

    cohort_id: str
    label: str
    customer_ids: list[str] = field(default_factory=list)
    copy: int = 1


def still(cohorts: Sequence[Cohort], people: Collection[str]) -> list[Cohort]:
    """The cohorts with those of these people alone; an empty one is none."""
    kept = [
        Cohort(
            cohort_id=one.cohort_id, label=one.label, copy=one.copy,
            customer_ids=[each for each in one.customer_ids if each in people],
        )
        for one in cohorts
    ]  # fmt: skip
    return [one for one in kept if one.customer_ids]


def found(contacts: Sequence[Contact]) -> list[Cohort]:
    """The cohorts of these people; the same for the same people, in whatever order they come."""
    people = sorted(contacts, key=lambda one: one.customer_id)
    if not people:
        return []
    categories = [
        name for name, _ in _by_count(Counter(c for one in people for c in set(one.categories)))[:8]
    ]
    matrix = _scaled(people, categories)
    labels = split(matrix)
    names = [*_NAMES, *(f"likes {name}" for name in categories)]
    cohorts: list[Cohort] = []
    taken = Counter[str]()
    for number in sorted(set(labels.tolist()), key=lambda one: int(np.argmax(labels == one))):
        is_in = labels == number
        label = _label(matrix[is_in].mean(axis=0) - matrix.mean(axis=0), names)
        taken[label] += 1
        label = label if taken[label] == 1 else f"{label} {taken[label]}"
        ids = [one.customer_id for one, is_one in zip(people, is_in.tolist(), strict=True) if is_one]
        cohorts.append(Cohort(cohort_id=f"c{len(cohorts) + 1}", label=label, customer_ids=ids))
    return cohorts


def split(matrix: Matrix) -> NDArray[np.int64]:
    """The number of each row's cluster."""
    different = len(np.unique(matrix, axis=0))
    best, best_score = np.zeros(len(matrix), dtype=np.int64), _WORTH
    if len(matrix) < 2 * FEWEST:
        return best
    for count in range(FEWEST, min(MOST, different, len(matrix) - 1) + 1):
        labels = k_means(matrix, count)
        score = silhouette(matrix, labels)
        # A little better is no reason for one cohort more.
        if score > best_score + 1e-3:
            best, best_score = labels, score
    return best


def k_means(matrix: Matrix, count: int) -> NDArray[np.int64]:
    """Lloyd's rounds, begun with the row nearest to the middle and then always the row farthest from all so
    far: no chance is in it.
    """
    first = int(np.argmin(((matrix - matrix.mean(axis=0)) ** 2).sum(axis=1)))
    centres = matrix[[first]]
    while len(centres) < count:
        farthest = int(np.argmax(_apart(matrix, centres).min(axis=1)))
        centres = np.vstack([centres, matrix[farthest]])
    labels: NDArray[np.int64] = np.argmin(_apart(matrix, centres), axis=1).astype(np.int64)
    for _ in range(ROUNDS):
        kept = [matrix[labels == n].mean(axis=0) if (labels == n).any() else centres[n] for n in range(count)]
        centres = np.array(kept)
        moved: NDArray[np.int64] = np.argmin(_apart(matrix, centres), axis=1).astype(np.int64)
        if (moved == labels).all():
            break
        labels = moved
    return labels


def silhouette(matrix: Matrix, labels: NDArray[np.int64]) -> float:
    """The mean silhouette; of very many rows that of some, evenly spread."""
    if len(matrix) > MOST_COMPARED:
        chosen = np.linspace(0, len(matrix) - 1, MOST_COMPARED).astype(np.int64)
        matrix, labels = matrix[chosen], labels[chosen]
    numbers = sorted(set(labels.tolist()))
    if len(numbers) < FEWEST:
        return -1.0
    far = np.sqrt(_apart(matrix, matrix))
    sizes = {one: int((labels == one).sum()) for one in numbers}
    to_each = {one: far[:, labels == one].sum(axis=1) for one in numbers}
    total = 0.0
    for row, own in enumerate(labels.tolist()):
        if sizes[own] == 1:
            continue
        within = to_each[own][row] / (sizes[own] - 1)
        nearest = min(to_each[one][row] / sizes[one] for one in numbers if one != own)
        widest = max(within, nearest)
        total += (nearest - within) / widest if widest > 0 else 0.0
    return float(total / len(matrix))


def _apart(rows: Matrix, others: Matrix) -> Matrix:
    """Squared distances of each row to each of the others."""
    difference = rows[:, None, :] - others[None, :, :]
    squared: Matrix = (difference**2).sum(axis=2)
    return squared


def _scaled(people: Sequence[Contact], categories: Sequence[str]) -> Matrix:
    rows = [
        [
            math.log1p(3650.0 if one.days_since_order is None else one.days_since_order),
            math.log1p(one.orders),
            math.log1p(one.spent),
            math.log1p(one.average),
            one.opened / max(1, one.received),
            one.clicked / max(1, one.received),
            *(0.5 if name in one.categories else 0.0 for name in categories),
        ]
        for one in people
    ]
    matrix = np.array(rows, dtype=np.float64)
    spread = matrix.std(axis=0)
    scaled: Matrix = (matrix - matrix.mean(axis=0)) / np.where(spread > 1e-9, spread, 1.0)
    return scaled


def _label(difference: Matrix, names: Sequence[str]) -> str:
    """By the two features in which they differ most from everybody."""
    told: list[str] = []
    for at in sorted(range(len(names)), key=lambda at: (-abs(float(difference[at])), at)):
        name = names[at] if difference[at] > 0 else (_OPPOSITES[at] if at < len(_OPPOSITES) else "")
        if abs(float(difference[at])) > 0.3 and name and len(told) < 2:
            told.append(name)
    return ", ".join(told) or "everyone"


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
