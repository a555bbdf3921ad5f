"""Code stories on a SLURM cluster: python slurm.py STORIES... -o /shared/archive/ --jobs 20 --queue normal

Starts a Dask scheduler here, asks SLURM for jobs of workers, and runs `dragoman code` against them. Further
options go to `dragoman code` (--resume, --with, --language ...); `--show` prints the job script and ends.
Run it where it may stay to the end: in a job of its own, or on a login node within tmux. It needs
dragoman[dask] and dask-jobqueue, in an environment that every node sees.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Exit status of `dragoman code`; 1 when some stories were refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--jobs", type=int, default=4, help="jobs to ask for (default: 4)")
    parser.add_argument("--cores", type=int, default=8, help="cores of a job, a process each (default: 8)")
    parser.add_argument("--gigabytes", type=int, default=1, help="memory of a process (default: 1)")
    parser.add_argument("--hours", type=int, default=4, help="time that a job may take (default: 4)")
    parser.add_argument("--queue", help="SLURM's partition")
    parser.add_argument("--account", help="SLURM's account")
    parser.add_argument("--interface", help="network interface that the nodes see, such as ib0")
    parser.add_argument("--show", action="store_true", help="print the job script and end")
    asked, options = parser.parse_known_args()
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError:
        parser.exit(2, "dask-jobqueue is not installed: pip install dask-jobqueue 'dragoman[dask]'\n")

    with SLURMCluster(
        cores=asked.cores,
        processes=asked.cores,  # one process a core: a story is coded by one thread
        memory=f"{asked.cores * asked.gigabytes}GB",
        walltime=f"{asked.hours:02}:00:00",
        queue=asked.queue,
        account=asked.account,
        interface=asked.interface,
        python=sys.executable,  # on a disk that the nodes see
        job_script_prologue=["export OMP_NUM_THREADS=1"],
        # Workers leave a quarter of an hour before SLURM would kill them, not all at once.
        worker_extra_args=["--lifetime", f"{asked.hours * 60 - 15}m", "--lifetime-stagger", "10m"],
    ) as cluster:
        if asked.show:
            print(cluster.job_script())
            return 0
        # A job that has ended is asked for again, for as long as there is work.
        cluster.adapt(minimum_jobs=1, maximum_jobs=asked.jobs)
        dragoman = str(Path(sys.executable).with_name("dragoman"))
        engine = ["--engine", "dask", "--address", cluster.scheduler_address]
        return subprocess.call([dragoman, "code", *options, *engine])


if __name__ == "__main__":
    sys.exit(main())
