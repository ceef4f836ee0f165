"""What is installed: locked, small, quick to start, and the same from wheel and tree."""

import os
import re
import resource
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("run", "build", "test", "peer-spacy")
HEAVY = ("numpy", "onnxruntime", "tokenizers", "rich", "msgspec", "importlib.metadata", "asyncio")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def locked(name: str) -> dict[str, str]:
    """Package → version of one of our lists."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.M))


def cpu_seconds(*command: str) -> float:
    """The least processor time that a command took in seven runs, in seconds."""
    best = float("inf")
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, spent)
    return best


def test_help_answers_within_100_ms_of_python() -> None:
    python = cpu_seconds(sys.executable, "-c", "pass")
    assert cpu_seconds(sys.executable, "-m", "onrecord", "--help") - python < 0.1


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["read", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom onrecord.views.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print('modules', *sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True,
        cwd=ROOT,
    ).stdout  # fmt: skip
    loaded = set(out.splitlines()[-1].split())
    assert "onrecord.views.cli" in loaded
    assert not loaded & set(HEAVY)


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert len(entries) > 2
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("name", [*LOCKS, "train"])
def test_no_list_names_an_index_or_a_machine(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"index-url|find-links|://|(^|\s)/\w", text)


def test_what_the_package_asks_for_is_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=]", need)[0] for need in project["dependencies"]}
    assert wanted <= locked("run").keys()
    assert locked("run").items() <= locked("test").items()
    assert locked("build").items() <= locked("test").items()


def test_no_training_library_at_run_time() -> None:
    assert not locked("run").keys() & {"torch", "spacy", "transformers", "onnx", "safetensors"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_no_more(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in held}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"onrecord"}
    tracked = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "onrecord").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in held if name.startswith("onrecord/")} == tracked
    assert any(name.endswith("licenses/LICENSE") for name in held)
    assert {"onrecord/py.typed", "onrecord/tables/languages.tsv"} <= held


@pytest.mark.slow
def test_the_wheel_reads_as_the_tree_does(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    python = str(tmp_path / "env" / "bin" / "python")
    install = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    lock = str(ROOT / "requirements" / "run.txt")
    subprocess.run([*install, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    read = ["read", "--example", "--format", "json"]
    there = subprocess.run(
        [str(tmp_path / "env" / "bin" / "onrecord"), *read],
        capture_output=True, check=True, cwd=tmp_path, env=CLEAN,
    )  # fmt: skip
    here = subprocess.run(
        [sys.executable, "-m", "onrecord", *read], capture_output=True, check=True, cwd=ROOT
    )
    assert there.stdout == here.stdout
    assert there.stderr == b""
    files = [f for f in (tmp_path / "env").rglob("*") if f.is_file() and not f.is_symlink()]
    assert sum(f.stat().st_size for f in files) < 450 * 2**20
