"""No tracked file names a package registry or a folder of the machine it was written on."""

import re
import subprocess

import pytest

# Put together from pieces, so that this file does not find itself.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "art" + "ifactory",
    "dev" + "pi",
)
FOLDERS = (
    "/" + "work/",
    "/" + "root/",
    "/home/" + "[a-z]",
    "/" + "Users/",
    "/opt/" + "wheels",
    r"\." + "library",
)
FORBIDDEN = re.compile("|".join([*(re.escape(h) for h in HOSTS), *(rf"(?<![\w./-]){f}" for f in FOLDERS)]))


def offences(text, file="x"):
    for number, line in enumerate(text.splitlines(), start=1):
        found = FORBIDDEN.search(line)
        if found is not None:
            yield f"{file}:{number}: {found.group()}"


def tracked(root):
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git work tree")
    return [root / name for name in done.stdout.split("\0") if name]


def test_no_tracked_file_names_a_registry_or_a_folder_of_this_machine(root):
    found = []
    for path in tracked(root):
        if not path.is_file() or path.suffix in {".png", ".ico", ".woff2", ".gz"}:
            continue
        found += offences(path.read_text(encoding="utf-8"), path.relative_to(root))
    assert found == []


def test_a_host_and_a_folder_are_found():
    assert list(offences("see https://" + HOSTS[0] + "/simple")) == ["x:1: " + HOSTS[0]]
    assert list(offences("a\nopen('" + FOLDERS[0] + "main')")) == ["x:2: " + FOLDERS[0]]
    assert list(offences("https://example.org" + FOLDERS[0] + "page")) == []
