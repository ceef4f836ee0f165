"""What runs Onrecord for a team, held against what docs/deploy.md promises of it.

Nothing of it is built or started here. The rules are shown to find faults that are planted.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.settings import ConfigFile, Settings, told
from onrecord.views.cli import COMMANDS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = ("onrecord-desk.service", "onrecord-watch.service")
HARDENED = {
    "DynamicUser": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "NoNewPrivileges": "yes", "CapabilityBoundingSet": "",
    "SystemCallFilter": "@system-service", "RestrictSUIDSGID": "yes", "UMask": "0077",
}  # fmt: skip


def steps(text: str) -> list[list[str]]:
    """The instructions of a Containerfile, each as words, continued lines joined."""
    joined = re.sub(r"\\\n", " ", text)
    lines = [line.strip() for line in joined.splitlines()]
    return [line.split() for line in lines if line and not line.startswith("#")]


def faults_of_image(text: str) -> list[str]:
    """What of the promises about the image a Containerfile breaks."""
    found = steps(text)
    starts = [at for at, step in enumerate(found) if step[0] == "FROM"]
    last = found[starts[-1] :]
    made = {step[0]: step[1:] for step in last}
    faults = []
    if len(starts) < 2 or any(found[at][1] != "python:3.11-slim" for at in starts):
        faults.append("not two stages of python:3.11-slim")
    if made.get("USER", ["0"])[0].split(":")[0] in ("0", "root"):
        faults.append("runs as root")
    if made.get("ENTRYPOINT") != ['["onrecord"]']:
        faults.append("does not start onrecord")
    if "HEALTHCHECK" not in made:
        faults.append("no health check")
    if any(step[0] == "ADD" or "curl" in step for step in found):
        faults.append("fetches something")
    installs = re.findall(r"pip install ([^&]*)", " ".join(word for step in found for word in step))
    if any("--require-hashes" not in one and "/wheels/" not in one for one in installs):
        faults.append("installs what is not locked")
    if any(word in text for word in ("PASSWORD", "ONRECORD_RECORD=", "_KEY=")):
        faults.append("has a secret")
    return faults


def test_the_image_is_as_promised() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert faults_of_image(text) == []
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"
    }
    for step in steps(text):
        if step[0] == "COPY" and not step[1].startswith("--"):
            for path in step[1:-1]:
                assert (ROOT / path).exists(), path
                assert path in let_in, path


@pytest.mark.parametrize(
    ("was", "planted", "fault"),
    [
        ("USER 10001:10001\n", "", "runs as root"),
        ("USER 10001:10001\n", "USER root\n", "runs as root"),
        ("HEALTHCHECK", "LABEL", "no health check"),
        ("--require-hashes ", "", "installs what is not locked"),
        ("EXPOSE 8400", "ENV PGPASSWORD=x", "has a secret"),
        ("COPY onrecord onrecord", "ADD https://x.example/a.tar .", "fetches something"),
    ],
)
def test_a_planted_fault_of_the_image_is_found(was: str, planted: str, fault: str) -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert was in text
    assert fault in faults_of_image(text.replace(was, planted, 1))


def test_what_postgresql_needs_is_what_is_locked() -> None:
    locked = (ROOT / "requirements" / "test.txt").read_text().splitlines()
    told_here = (DEPLOY / "postgres.txt").read_text().splitlines()[1:]
    assert len(told_here) > 4
    assert {line.removesuffix(" \\") for line in told_here} <= {
        line.removesuffix(" \\") for line in locked
    }


def faults_of_compose(found: dict[str, Any]) -> list[str]:
    """What of the promises about the services a compose file breaks."""
    services, secrets = found["services"], found["secrets"]
    faults = [f"no {name}" for name in ("database", "desk", "watch") if name not in services]
    for name, one in services.items():
        if "test" not in one.get("healthcheck", {}):
            faults.append(f"{name} has no health check")
        if not one.get("volumes"):
            faults.append(f"{name} has no volume")
        for volume in one.get("volumes", ()):
            if not volume.startswith(("./", *(f"{kept}:" for kept in found["volumes"]))):
                faults.append(f"{name}: the volume {volume} is not declared")
        faults += [f"{name}: no secret {s}" for s in one.get("secrets", ()) if s not in secrets]
        for variable, value in one.get("environment", {}).items():
            if re.search("PASSWORD|KEY|RECORD", variable) and not value.startswith("/run/secrets/"):
                faults.append(f"{name}: {variable} is not in a file")
        if name != "database":
            if one.get("read_only") is not True or one.get("cap_drop") != ["ALL"]:
                faults.append(f"{name} may change too much")
            if one.get("command", [""])[0] not in COMMANDS:
                faults.append(f"{name} runs no command of ours")
    if any("file" not in one for one in secrets.values()):
        faults.append("a secret is not in a file")
    return faults


@pytest.fixture
def compose() -> dict[str, Any]:
    yaml: Any = pytest.importorskip("yaml")
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def test_the_services_are_as_promised(compose: dict[str, Any]) -> None:
    assert faults_of_compose(compose) == []


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        (lambda s: s["desk"].pop("healthcheck"), "desk has no health check"),
        (lambda s: s["watch"].update(read_only=False), "watch may change too much"),
        (lambda s: s["desk"]["secrets"].append("none"), "desk: no secret none"),
        (lambda s: s["desk"].update(command=["server"]), "desk runs no command of ours"),
        (
            lambda s: s["database"]["environment"].update(POSTGRES_PASSWORD="word"),
            "database: POSTGRES_PASSWORD is not in a file",
        ),
        (lambda s: s["database"].update(volumes=["lost:/x"]), "database: the volume lost:/x is "),
    ],
)
def test_a_planted_fault_of_the_services_is_found(
    compose: dict[str, Any], plant: Callable[[Any], object], fault: str
) -> None:
    plant(compose["services"])
    assert any(one.startswith(fault) for one in faults_of_compose(compose))


def faults_of_measuring(found: dict[str, Any]) -> list[str]:
    """What of the promises about how it is measured an example for Prometheus breaks."""
    faults = []
    for one in found["scrape_configs"]:
        if one.get("metrics_path", "/metrics") != "/metrics":
            faults.append("asks for another page")
        if one.get("scheme") != "https" or "tls_config" in one:
            faults.append("the token goes over the net unhidden")
        if set(one.get("authorization", ())) != {"type", "credentials_file"}:
            faults.append("no token in a file")
    return faults


def test_how_it_is_measured_is_as_promised(compose: dict[str, Any]) -> None:
    yaml: Any = pytest.importorskip("yaml")
    found = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
    assert faults_of_measuring(found) == []
    assert compose["services"]["desk"]["networks"]["default"]["aliases"] == ["${DESK_NAME}"]
    found["scrape_configs"][0].update(scheme="http", authorization={"credentials": "onr_x"})
    assert len(faults_of_measuring(found)) == 2


def of_unit(name: str) -> dict[str, str]:
    """What a unit says, by name; the last where it says it twice."""
    lines = (DEPLOY / name).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@pytest.mark.parametrize("name", UNITS)
def test_units_are_hardened(name: str) -> None:
    unit = of_unit(name)
    assert {key: unit.get(key) for key in HARDENED} == HARDENED
    words = shlex.split(unit["ExecStart"])
    assert words[0] == "/opt/onrecord/bin/onrecord"
    assert words[1] in COMMANDS
    assert unit["User"] == "onrecord"
    assert unit["WorkingDirectory"] == f"/var/lib/{unit['StateDirectory']}"


@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not here")
    text = (DEPLOY / name).read_text().replace("/opt/onrecord/bin/onrecord", sys.executable)

    def verified(text: str) -> "subprocess.CompletedProcess[str]":
        (tmp_path / name).write_text(text)
        command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    done = verified(text)
    if "Failed to" in done.stderr and "manager" in done.stderr:
        pytest.skip("systemd cannot be asked here")
    assert name not in done.stderr
    assert name in verified(text.replace("DynamicUser=yes", "DynamicUser=perhaps")).stderr


def test_the_settings_of_the_services_are_such() -> None:
    text = (DEPLOY / "config.toml").read_text()
    given = Settings.of(told({}, ConfigFile("config.toml", text)))
    assert given.record.startswith("/var/lib/onrecord/")
