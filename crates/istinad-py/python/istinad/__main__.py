"""The command: ``istinad``, where the wheel is installed, and ``python -m istinad``."""

import sys

from istinad import _istinad


def main() -> int:
    """Does what was typed, and gives the exit code of the command."""
    return _istinad.command(["istinad", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
