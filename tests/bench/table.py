"""What was measured, as lines of one table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One comparison: ours against a peer or a limit measured in the same run."""

    what: str
    ours: str
    peer: str
    ratio: float
    goal: str  # "≥ 0.5" or "≤ 1.2"; empty when it is only told

    @property
    def met(self) -> bool:
        if not self.goal:
            return True
        sign, number = self.goal.split()
        return self.ratio >= float(number) if sign == "≥" else self.ratio <= float(number)


def as_markdown(lines: list[Line]) -> str:
    rows = ["| what | ours | against | ratio | goal | met |", "| --- | --- | --- | --- | --- | --- |"]
    rows += [
        f"| {line.what} | {line.ours} | {line.peer} | {line.ratio:.2f} | {line.goal or '–'} "
        f"| {'yes' if line.met else '**no**'} |"
        for line in lines
    ]
    return "\n".join(rows)
