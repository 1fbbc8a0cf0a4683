"""Check what would be published: `python .ci/wheel.py DIST`, a folder with one sdist and one wheel.

The sdist must hold all that git does but what serves the forge alone, and the wheel the whole
package and its data. Installed into an environment of its own, with an empty home, the program
must check its dossier, answer, help, open on a terminal, and quit.
"""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEADLINE_SECONDS = 60
OF_THE_FORGE = (".ci/", ".github/")


def main(dist: Path) -> None:
    """Check the files in a folder. Raises SystemExit, saying what is wrong."""
    (sdist,) = dist.glob("*.tar.gz")
    (wheel,) = dist.glob("*.whl")
    in_wheel = set(ZipFile(wheel).namelist())
    missing(sdist, wanted_in_sdist() - names_in_sdist(sdist))
    missing(wheel, wanted_in_wheel() - in_wheel)
    topics = [name for path in in_wheel for name in re.findall(r"^kursk_tui/help/(.+)\.md$", path)]
    with tempfile.TemporaryDirectory() as folder:
        try_out(wheel.resolve(), Path(folder), sorted(topics))
    print(f"{wheel.name}: {len(in_wheel)} files, starts and answers")


def tracked(*paths: str) -> set[str]:
    """Return the files that git keeps, below some paths or all."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *paths], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(filter(None, listed.stdout.split("\0")))


def wanted_in_sdist() -> set[str]:
    """Return what the sdist must hold: whoever packages the program runs its tests from there."""
    return {name for name in tracked() if not name.startswith(OF_THE_FORGE)}


def names_in_sdist(sdist: Path) -> set[str]:
    """Return the names of the files in an sdist, without the folder that holds them all."""
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def wanted_in_wheel() -> set[str]:
    """Return what the wheel must hold: the package, and what pyproject.toml puts beside it."""
    target = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    # A folder is put there with all that is in it.
    beside = {
        name.replace(source, place, 1)
        for source, place in target["force-include"].items()
        for name in tracked(source)
    }
    return tracked(*target["packages"]) | beside


def missing(archive: Path, names: set[str]) -> None:
    """Exit where files are missing from an archive."""
    if names:
        raise SystemExit(f"{archive.name} lacks {', '.join(sorted(names))}")


def try_out(wheel: Path, folder: Path, topics: list[str]) -> None:
    """Install a wheel into an environment of its own, and use it as somebody new would."""
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / "bin"
    subprocess.run([scripts / "pip", "install", "--quiet", wheel], check=True)
    program = str(scripts / "kursk-tui")
    home = folder / "home"
    home.mkdir()
    environ = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    version = PYPROJECT["project"]["version"]
    uses = [
        (["--version"], version),
        (["check"], ""),
        (["find", "killed"], "killed"),
        (["--sample", "derna", "find", "killed"], "killed"),
        (["help"], "find"),
        *((["help", topic], "") for topic in topics),
    ]
    for arguments, expected in uses:
        done = subprocess.run(
            [program, *arguments], cwd=home, env=environ, capture_output=True, text=True
        )
        if done.returncode or expected not in done.stdout:
            print(done.stdout, done.stderr, sep="\n")
            raise SystemExit(f"kursk-tui {' '.join(arguments)}: status {done.returncode}")
    open_and_quit(program, home, environ)


def open_and_quit(program: str, home: Path, environ: dict[str, str]) -> None:
    """Open the explorer on a terminal, wait until its footer is drawn, and quit with `q`."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(home)
        os.execve(program, [program], environ | {"COLUMNS": "80", "LINES": "24"})
    screen = b""
    has_quit = False
    end = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            read = os.read(terminal, 65536)
        except OSError:  # Linux says so that the other side is closed.
            read = b""
        if not read:
            break
        screen += read
        if not has_quit and b"quit" in screen:
            has_quit = True
            os.write(terminal, b"q")
    else:
        os.kill(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status or not has_quit:
        sys.stdout.buffer.write(screen[-4000:])
        raise SystemExit(f"the explorer did not open and quit: status {status}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
