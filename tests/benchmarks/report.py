"""Results: a figure beside its baseline, judged by a goal; shown as a table, kept as JSON."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound. ``of_baseline``: the ratio is judged, else the figure."""

    bound: float
    at_least: bool = False
    of_baseline: bool = True

    def is_met(self, figure: float, ratio: float) -> bool:
        """Whether this is good enough."""
        judged = ratio if self.of_baseline else figure
        return judged >= self.bound if self.at_least else judged <= self.bound

    def text(self, unit: str) -> str:
        """As the table says it."""
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.bound:g} ×" if self.of_baseline else f"{sign} {shown(self.bound, unit)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line. Without a goal it is told for comparison; without a figure it was skipped, ``note`` says
    why.
    """

    case: str
    unit: str = ""
    figure: float | None = None
    baseline: float | None = None
    ratio: float | None = None
    lowest_ratio: float | None = None
    highest_ratio: float | None = None
    goal: str = ""
    is_met: bool | None = None
    is_unclear: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """One word."""
        if self.figure is None:
            return "skipped" if self.is_met is None else "failed"
        if self.is_unclear:
            return "unclear"
        return {True: "met", False: "missed", None: "–"}[self.is_met]


def compared(
    case: str,
    product: Sequence[float],
    baseline: Sequence[float],
    *,
    unit: str,
    goal: Goal | None = None,
    note: str = "",
) -> Result:
    """The result of rounds taken by turns: medians, and the median of the ratios of neighbours, which what
    else the machine does hits alike.
    """
    ratios = sorted(ours / theirs for ours, theirs in zip(product, baseline, strict=True) if theirs)
    figure, ratio = statistics.median(product), statistics.median(ratios)
    return Result(
        case=case,
        unit=unit,
        figure=figure,
        baseline=statistics.median(baseline),
        ratio=ratio,
        lowest_ratio=ratios[0],
        highest_ratio=ratios[-1],
        goal=goal.text(unit) if goal else "",
        is_met=goal.is_met(figure, ratio) if goal else None,
        note=note,
    )


def bounded(
    case: str, figure: float, most: float, *, unit: str, baseline: float | None = None, note: str = ""
) -> Result:
    """A result whose figure itself is judged: it may be ``most``. Where the baseline, which does only what it
    must, is beyond that too, the machine was too busy to tell.
    """
    return Result(
        case=case,
        unit=unit,
        figure=figure,
        baseline=baseline,
        ratio=figure / baseline if baseline else None,
        goal=Goal(most, of_baseline=False).text(unit),
        is_met=figure <= most,
        is_unclear=figure > most and baseline is not None and baseline > most,
        note=note,
    )


def skipped(case: str, why: str) -> Result:
    """A result that could not be had here."""
    return Result(case=case, note=f"skipped: {why}")


def failed(case: str, why: BaseException) -> Result:
    """A result that should have been there; of a group of errors the first is told."""
    while isinstance(why, BaseExceptionGroup):
        why = why.exceptions[0]
    return Result(case=case, is_met=False, note=f"failed: {type(why).__name__}: {why}")


def quantile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def shown(value: float | None, unit: str) -> str:
    """A value as people read it: three digits, or whole thousands."""
    if value is None:
        return "–"
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{text} {unit}".strip() if unit != "/s" else f"{text}/s"


def show(results: Sequence[Result], console: Console) -> None:
    """Print the table, and below it what there is to say of single lines."""
    table = Table("Case", title="Each path beside its baseline, measured by turns", title_justify="left")
    for head in ("Figure", "Baseline", "Ratio", "Spread", "Goal"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    colours = {
        "met": "green",
        "missed": "red",
        "failed": "red",
        "skipped": "yellow",
        "unclear": "yellow",
        "–": "dim",
    }
    for one in results:
        spread = "–" if one.lowest_ratio is None else f"{one.lowest_ratio:.2f}…{one.highest_ratio:.2f}"
        colour = colours[one.verdict]
        table.add_row(
            one.case,
            shown(one.figure, one.unit),
            shown(one.baseline, one.unit),
            "–" if one.ratio is None else f"{one.ratio:.2f} ×",
            spread,
            one.goal or "–",
            f"[{colour}]{one.verdict}[/{colour}]",
        )
    console.print(table)
    for one in results:
        if one.note:
            console.print(f"  [dim]{one.case}: {one.note}[/dim]")


def keep(results: Sequence[Result], path: Path) -> None:
    """Write the results as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [asdict(one) | {"verdict": one.verdict} for one in results]
    path.write_bytes(orjson.dumps({"results": lines}, option=orjson.OPT_INDENT_2))
