"""Print the lowest version that pyproject.toml allows of each dependency, as constraints for pip.

A bound that nobody installs is a guess. Tools of the extra `dev` have no part in it: what a linter
finds depends on its version, so their bounds are those that last passed.
"""

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def constraints() -> list[str]:
    """Return a line `name==version` for each dependency.

    Raises SystemExit where one has no lower bound, or no cap on its next major version.
    """
    written = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    extras = written["project"]["optional-dependencies"]
    lines = []
    for requirement in [
        *written["build-system"]["requires"],
        *written["project"]["dependencies"],
        *extras["intake"],
        *extras["test"],
    ]:
        if requirement.startswith(written["project"]["name"]):
            continue  # An extra that takes in another one.
        bounds = re.fullmatch(r"([\w-]+)>=([\d.]+),<\d+", requirement)
        if bounds is None:
            raise SystemExit(f"pyproject.toml: {requirement!r} is not written name>=lowest,<major")
        lines.append("{}=={}".format(*bounds.groups()))
    return lines


if __name__ == "__main__":
    print("\n".join(constraints()))
