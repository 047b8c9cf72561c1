"""The wheel, as it is installed: into an environment with nothing else in it. `ISTINAD_WHEEL` is its path."""

import json
import os
import subprocess
import sys
import unittest
import venv
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Dict, List

WHEEL = Path(os.environ["ISTINAD_WHEEL"])
ARTICLE = "---\ntitle: Göl dolur\npublisher: Nümunə\nlang: az\ndate: 2026-06-24\n---\n\nGöl yenidən su ilə dolub.\n"


class Wheel(unittest.TestCase):
    names: List[str]
    files: Dict[str, bytes]
    folder: "TemporaryDirectory[str]"

    @classmethod
    def setUpClass(cls) -> None:
        with zipfile.ZipFile(WHEEL) as wheel:
            cls.files = {name: wheel.read(name) for name in wheel.namelist() if not name.endswith(".so")}
            cls.names = wheel.namelist()
        cls.folder = TemporaryDirectory()
        cls.root = Path(cls.folder.name)
        venv.create(cls.root / "empty", with_pip=False)
        cls.python = cls.root / "empty" / "bin" / "python"
        install = ["-m", "pip", "--python", cls.python, "install", "--quiet", "--disable-pip-version-check", "--no-index"]
        subprocess.run([sys.executable, *install, WHEEL], check=True, env=cls.bare(), timeout=120)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    @staticmethod
    def bare() -> Dict[str, str]:
        """The environment without a path to any module that was built."""
        return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}

    def run_it(self, *command: Any) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, capture_output=True, text=True, cwd=self.root, env=self.bare(), timeout=60)

    def test_one_wheel_serves_every_python_and_names_the_glibc_that_it_needs(self) -> None:
        self.assertRegex(WHEEL.name, r"^istinad-[0-9.]+-cp39-abi3-(manylinux_\d+_\d+|linux)_\w+\.whl$")
        print(f"{WHEEL.name}, {WHEEL.stat().st_size / 1e6:.1f} MB", file=sys.stderr)

    def test_what_types_and_examples_need_is_in_it(self) -> None:
        for name in ("py.typed", "_istinad.pyi", "__init__.py", "__main__.py", "spark/__init__.py", "_istinad.abi3.so"):
            self.assertIn(f"istinad/{name}", self.names)
        (metadata,) = (data.decode() for name, data in self.files.items() if name.endswith(".dist-info/METADATA"))
        self.assertIn("Requires-Python: >=3.9", metadata)
        self.assertRegex(metadata, r"License-Expression: MIT OR Apache-2.0")

    def test_the_bill_of_materials_names_what_was_compiled_into_it(self) -> None:
        bills = [json.loads(data) for name, data in self.files.items() if ".dist-info/sboms/" in name]
        (bill,) = (bill for bill in bills if bill["bomFormat"] == "CycloneDX")
        parts = {part["name"]: part for part in bill["components"]}
        lock = (Path(__file__).parents[3] / "Cargo.lock").read_text()
        for name in ("printpdf", "pyo3", "flate2", "html5ever"):
            self.assertIn(f'name = "{name}"\nversion = "{parts[name]["version"]}"', lock)
            self.assertTrue(parts[name]["licenses"], name)
        # The page, which a module does not have, and what only tests need.
        self.assertFalse({"axum", "istinad-serve", "criterion", "insta"} & set(parts))

    def test_the_command_and_the_module_are_there_and_nothing_else(self) -> None:
        command = self.root / "empty" / "bin" / "istinad"
        version = self.run_it(command, "--version")
        self.assertRegex(version.stdout, r"^istinad [0-9.]+\n$", version.stderr)
        (self.root / "gol.md").write_text(ARTICLE, encoding="utf-8")
        run = self.run_it(command, "convert", "gol.md", "-o", "made", "--quiet")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        code = (
            "import istinad, sys\n"
            "for name, data in istinad.read('gol.md').convert().items():\n"
            "    extension = {'newsml': 'newsml.xml'}.get(name, name)\n"
            "    assert data == open('made/gol.' + extension, 'rb').read(), name\n"
            "print(istinad.__file__)\n"
        )
        run = self.run_it(self.python, "-c", code)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue(run.stdout.startswith(str(self.root / "empty")), run.stdout)
        listed = self.run_it(self.python, "-c", "import importlib.metadata as m; print([d.name for d in m.distributions()])")
        self.assertEqual(listed.stdout, "['istinad']\n")
        # What is not installed is said where it is asked for.
        run = self.run_it(self.python, "-c", "import istinad; istinad.to_arrow([])")
        self.assertIn("No module named 'pyarrow'", run.stderr)
        self.assertEqual(self.run_it(self.python, "-m", "istinad", "check", "made/gol.pdf").returncode, 0)


if __name__ == "__main__":
    unittest.main()
