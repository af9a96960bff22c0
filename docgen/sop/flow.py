"""The steps of an SOP and the ways between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

START = "mulai"  # the event that opens a run
END = "selesai"  # where an outcome points to close the run; also the outcome of a step that has no choices
CANCELLED = "dibatalkan"  # the event that ends a run before its last step


@dataclass(frozen=True)
class Step:
    """One printed row. Without `outcomes` the next row follows; with them one must be chosen."""

    id: str
    kegiatan: str
    pelaksana: tuple[str, ...]  # any of these roles may close the step
    waktu: str | Mapping[str, str]  # "30 menit", or variant -> time
    kelengkapan: tuple[str, ...] = ()  # names that an earlier step, or mulai_dengan, gives
    output: tuple[str, ...] = ()
    keterangan: str = ""
    naskah: str = ""  # document type made in this step
    outcomes: Mapping[str, str] = field(default_factory=dict)  # outcome -> step id, or "selesai"
    tercetak: Mapping[str, str] = field(default_factory=dict)  # kelengkapan, waktu, output as the sheet words them


def find_step(steps: Sequence[Step], step_id: str) -> Step | None:
    """The step of that id; None where there is none, as after END."""
    return next((step for step in steps if step.id == step_id), None)


def next_id(steps: Sequence[Step], step: Step, outcome: str) -> str:
    """Where `outcome` of `step` leads: a step id, or END after the last row."""
    if step.outcomes:
        return step.outcomes[outcome]
    at = steps.index(step) + 1
    return steps[at].id if at < len(steps) else END


def is_return(steps: Sequence[Step], step: Step, outcome: str) -> bool:
    """Whether `outcome` sends the work back: to this row or one above it."""
    if outcome not in step.outcomes:
        return False
    target = find_step(steps, step.outcomes[outcome])
    return target is not None and steps.index(target) <= steps.index(step)


def flow_problems(steps: Sequence[Step], at_start: Sequence[str]) -> list[str]:
    """Ways that lead nowhere, never end, never begin, or need what nobody has made."""
    problems = [f"langkah '{s}' tertulis {n} kali" for s, n in Counter(s.id for s in steps).items() if n > 1]
    known = {step.id for step in steps} | {END}
    for step in steps:
        problems += [
            f"langkah '{step.id}': hasil '{outcome}' menuju langkah '{target}' yang tidak ada"
            for outcome, target in step.outcomes.items()
            if target not in known
        ]
    if problems:
        return problems
    return [*_lost_problems(steps), *_missing_problems(steps, at_start)]


def _lost_problems(steps: Sequence[Step]) -> Iterator[str]:
    reached = _reachable(steps, steps[0].id)
    for step in steps:
        if step.id not in reached:
            yield f"langkah '{step.id}' tidak pernah dicapai"
        elif END not in _reachable(steps, step.id):
            yield f"langkah '{step.id}' berputar tanpa jalan selesai"


def _missing_problems(steps: Sequence[Step], at_start: Sequence[str]) -> Iterator[str]:
    available = _available(steps, at_start)
    made = {name for step in steps for name in step.output}
    for step in steps:
        for name in step.kelengkapan:
            if name in available.get(step.id, {name}):
                continue
            why = "belum tentu ada saat langkah ini dimulai" if name in made else "tidak dihasilkan langkah mana pun"
            yield f"langkah '{step.id}': kelengkapan '{name}' {why}"


def _reachable(steps: Sequence[Step], start: str) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        at = todo.pop()
        if at in seen:
            continue
        seen.add(at)
        if (step := find_step(steps, at)) is not None:
            todo += [target for target, _ in _ways(steps, step)]
    return seen


def _available(steps: Sequence[Step], at_start: Sequence[str]) -> dict[str, set[str]]:
    """What is at hand at each reachable step whichever way the run took: the least over all ways."""
    available = {steps[0].id: set(at_start)}
    todo = [steps[0]]
    while todo:
        step = todo.pop()
        for target, made in _ways(steps, step):
            brought = available[step.id] | set(made)
            held = available.get(target)
            kept = brought if held is None else held & brought
            following = find_step(steps, target)
            if kept != held and following is not None:
                available[target] = kept
                todo.append(following)
    return available


def _ways(steps: Sequence[Step], step: Step) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every way out of `step` with what it brings; a return brings nothing new."""
    for outcome in step.outcomes or (END,):
        yield next_id(steps, step, outcome), () if is_return(steps, step, outcome) else step.output
