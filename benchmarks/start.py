"""How long it takes to begin: `python -m benchmarks.start`.

Each line is a fresh process, the median of several in turn by processor time, and stands beside a Python
that does nothing, as a ratio: the machine drops out of it. Byte code is kept between them, as it is for an
installed program. The story read is one of the examples, whose frequent words tell its language; that of
equal sentences, where they do not, needs the model for it. Noise is cut at two lengths: twice the text should
take about twice the time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 5
COMMAND = "import sys; from dragoman.cli.main import main; main(sys.argv[1:])"
EXAMPLE = Path(__file__).parent.parent / "examples" / "en-shoal.txt"
STORY = "France condemned Iran on Tuesday. Its foreign minister met the German chancellor in Paris.\n"
PROGRAMS = {
    "python": ["pass"],
    "dragoman --help": [COMMAND, "--help"],
    "dragoman read, language given": [COMMAND, "read", "STORY", "--language", "en"],
    "dragoman read": [COMMAND, "read", str(EXAMPLE)],
    "dragoman read, language unsure": [COMMAND, "read", "STORY"],
    "atlas opened": ["from dragoman.atlas.atlas import Atlas; Atlas.load().find(['Iran'], 0, 'en')"],
    "gazetteer opened": ["from dragoman.atlas.gazetteer import load_gazetteer; load_gazetteer()"],
}
NOISE = ("x", ".", '" ', "a.", "l'", "a-", "De ")


def time_rounds(rounds: int = ROUNDS) -> list[tuple[str, float, float]]:
    """Each program's median processor seconds, from its start to its end, and the ratio to plain Python."""
    spent: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder, "story.txt")
        story.write_text(STORY * 15, encoding="utf-8")
        keeping = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        keeping.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, program in PROGRAMS.items():
                words = [str(story) if word == "STORY" else word for word in program]
                before = os.times()
                subprocess.run([sys.executable, "-c", *words], capture_output=True, env=keeping)
                after = os.times()
                if number:  # the first round fills the caches
                    spent[name].append(
                        after.children_user - before.children_user
                        + after.children_system - before.children_system
                    )  # fmt: skip
    seconds = {name: median(found) for name, found in spent.items()}
    return [(name, one, one / max(seconds["python"], 0.001)) for name, one in seconds.items()]


def time_noise(noise: str, length: int) -> float:
    """Seconds to cut a text of noise into sentences and words."""
    from dragoman.syntax.segments import segment_story

    text = noise * (length // len(noise))
    begin = time.perf_counter()
    segment_story(text, "fr")
    return time.perf_counter() - begin


def main() -> int:
    """Prints both tables."""
    print(f"{'':32}{'seconds':>9}{'x python':>10}")
    for name, seconds, ratio in time_rounds():
        print(f"{name:32}{seconds:9.3f}{ratio:10.1f}")
    print(f"\n{'noise':20}{'125 kB':>9}{'250 kB':>9}{'ratio':>8}")
    for noise in NOISE:
        short, long = time_noise(noise, 125_000), time_noise(noise, 250_000)
        print(f"{noise!r:20}{short:9.3f}{long:9.3f}{long / short:8.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
