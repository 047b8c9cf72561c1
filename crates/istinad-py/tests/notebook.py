"""Runs the cells of a notebook (nbformat 4), in the folder where it lies.

    python tests/notebook.py ../../docs/archives.ipynb      runs it, and writes what the cells print and give into it
"""

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any, Dict, List


def run(path: Path) -> List[str]:
    """What each cell of code prints, and gives at its end, as text."""
    names: Dict[str, Any] = {"__name__": "notebook"}
    said = []
    before = os.getcwd()
    os.chdir(path.parent)
    try:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                said.append(_cell("".join(cell["source"]), names))
    finally:
        os.chdir(before)
    return said


def _cell(source: str, names: Dict[str, Any]) -> str:
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None
        if value is not None:
            print(repr(value))
    return out.getvalue()


def kept(path: Path) -> List[str]:
    """What stands in the notebook as said by each cell of code."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    return ["".join("".join(output["text"]) for output in of_cell) for of_cell in outputs]


def main() -> None:
    path = Path(sys.argv[1]).resolve()
    notebook = json.loads(path.read_text(encoding="utf-8"))
    said = run(path)
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, (cell, text) in enumerate(zip(cells, said), 1):
        cell["execution_count"] = number
        stream = {"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}
        cell["outputs"] = [stream] if text else []
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
