"""How long it takes to begin: `python -m benchmarks.start`.

Each line is a fresh process, the best of five, and stands beside a Python that does nothing, as a ratio:
the machine drops out of it. Noise is cut at two lengths: twice the text should take about twice the time.
"""

from __future__ import annotations

import subprocess
import sys
import time

ROUNDS = 5
PROGRAMS = {
    "python": "pass",
    "dragoman --help": "from dragoman.cli.main import main; main(['--help'])",
    "atlas opened": "from dragoman.atlas.atlas import Atlas; Atlas.load().find(['Iran'], 0, 'en')",
    "gazetteer opened": "from dragoman.atlas.gazetteer import load_gazetteer; load_gazetteer()",
    "one story coded": (
        "from dragoman.pipeline import Coder; from dragoman.records import Story; c = Coder.load(); "
        "s = Story(id='x', text='France condemned Iran.', language='en'); c.code(s, c.read([s])[0])"
    ),
}
NOISE = ("x", ".", '" ', "a.", "l'", "a-", "De ")


def time_program(program: str) -> float:
    """Seconds of the fastest of several fresh processes."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
        best = min(best, time.perf_counter() - begin)
    return best


def time_noise(noise: str, length: int) -> float:
    """Seconds to cut a text of noise into sentences and words."""
    from dragoman.syntax.segments import segment_story

    text = noise * (length // len(noise))
    begin = time.perf_counter()
    segment_story(text, "fr")
    return time.perf_counter() - begin


def main() -> int:
    """Prints both tables."""
    bare = time_program(PROGRAMS["python"])
    print(f"{'':20}{'seconds':>9}{'x python':>10}")
    for name, program in PROGRAMS.items():
        seconds = bare if name == "python" else time_program(program)
        print(f"{name:20}{seconds:9.3f}{seconds / bare:10.1f}")
    print(f"\n{'noise':20}{'125 kB':>9}{'250 kB':>9}{'ratio':>8}")
    for noise in NOISE:
        short, long = time_noise(noise, 125_000), time_noise(noise, 250_000)
        print(f"{noise!r:20}{short:9.3f}{long:9.3f}{long / short:8.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
