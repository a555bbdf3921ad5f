"""The recipes for clusters: what they ask for."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not find_spec("dask_jobqueue"), reason="needs dask-jobqueue")
def test_a_slurm_job_starts_one_process_a_core() -> None:
    recipe = [sys.executable, str(ROOT / "examples" / "cluster" / "slurm.py"), "--show"]
    asked = ["--cores", "16", "--hours", "6", "--queue", "normal", "--account", "desk"]
    done = subprocess.run([*recipe, *asked], capture_output=True, text=True, check=True)
    told = done.stdout.splitlines()
    for line in ("-p normal", "-A desk", "--cpus-per-task=16", "-t 06:00:00"):
        assert f"#SBATCH {line}" in told
    assert "export OMP_NUM_THREADS=1" in told
    worker = next(line for line in told if "dask_worker" in line)
    assert worker.startswith(sys.executable)
    for option in ("--nthreads 1", "--nworkers 16", "--lifetime 345m"):
        assert option in worker
