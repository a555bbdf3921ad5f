"""What a measurement was made on: processor, memory, system, versions."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("onnxruntime", "numpy", "msgspec", "sentencepiece")


def describe_machine(peer: str | None = None) -> str:
    """Some lines on this machine, how busy it was, and the versions; of the peer too where it is there."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lines = [
        f"{_name_processor()}, {cores} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}",
        f"load at the start {os.getloadavg()[0]:.1f}",
        f"Python {platform.python_version()}, dragoman {version('dragoman')}, {packages}",
    ]
    if peer is not None:
        program = "import spacy; print(spacy.__version__)"
        done = subprocess.run([peer, "-c", program], capture_output=True, text=True)
        lines.append(f"spaCy {done.stdout.strip()}" if not done.returncode else "spaCy is not installed")
    return "\n".join(lines)


def _name_processor() -> str:
    """The processor's name as the system tells it, with what of it bears on small integers."""
    try:
        rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    told = {key.strip(): value.strip() for key, _, value in (row.partition(":") for row in rows)}
    known = [name for name in ("avx2", "avx512_vnni", "amx_int8") if name in told.get("flags", "").split()]
    return f"{told.get('model name', platform.machine())} ({' '.join(known)})"
