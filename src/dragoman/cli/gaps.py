"""`dragoman gaps`: the predicates that stand between known actors and gave no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import Inputs, Json, Language, Published, With, settle_overlay, tell_refusals

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dragoman.editing.worklist import Example, Missing, Worklist


def gaps(
    inputs: Inputs,
    top: Annotated[int, typer.Option("--top", "-n", min=1, help="Predicates shown for each language.")] = 30,
    examples: Annotated[int, typer.Option("--examples", min=0, help="Sentences shown for each.")] = 1,
    all_words: Annotated[
        bool, typer.Option("--all", help="Show also words that were set aside as not political.")
    ] = False,
    json: Json = False,
    with_: With = None,
    language: Language = None,
    published: Published = None,
) -> None:
    """List the words that stand between known political actors and gave no record, by frequency.

    It is the editors' worklist: add an entry for what is political, and set the rest aside in the language's
    aside.toml. "new" has no entry; "unmatched" has entries, and none fits; "doubted" fits an entry, and
    the record was withheld for the reason given.

    [bold]Examples[/bold]

      dragoman gaps stories.jsonl

      dragoman gaps stories.jsonl --language nl --top 100 --examples 3

      dragoman parse stories.jsonl -o kept.parquet && dragoman gaps kept.parquet

      dragoman gaps stories.jsonl --json | jq -r '[.count, .lemma, .part] | @tsv'
    """
    import msgspec
    from rich.console import Console

    from dragoman.editing.worklist import list_gaps
    from dragoman.inputs import is_kept
    from dragoman.pipeline import Coder

    wanted = max(examples, 3) if json else examples
    found = list_gaps(
        inputs,
        Coder.load(overlay=settle_overlay(with_), reading=not all(map(is_kept, inputs))),
        language=language,
        published=published,
        all_words=all_words,
        examples=wanted,
    )
    console = Console(highlight=False)
    for code in found.languages:
        shown = found.of(code)[:top]
        if json:
            for one in shown:
                print(msgspec.json.encode(_plain(one)).decode())
        else:
            _show(console, code, shown, found)
    if not json:
        console.print(_sum_up(found))
    tell_refusals(found.refused)


def _plain(one: Missing) -> dict[str, Any]:
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(one)
    for name in ("roles", "objects", "states"):
        plain[name] = dict(getattr(one, name).most_common())
    return plain


def _show(console: Console, language: str, shown: list[Missing], found: Worklist) -> None:
    """A line for each predicate with its example sentences below it, at any width of terminal."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", min_width=5)
    grid.add_column(overflow="fold")
    for one in shown:
        head = Text(_name(one), style="bold")
        head.append(f"  {one.part}, {_tell_states(one)}", style="not bold")
        head.append(f"  [{'; '.join(role for role, _ in one.roles.most_common(2))}]", style="not bold dim")
        grid.add_row(f"{one.count}×", Group(head, *(Padding(_mark(e), (0, 0, 0, 2)) for e in one.examples)))
    title = f" {language}: {len(shown)} of {len(found.of(language))} predicates"
    console.print(Group(Text(title, style="bold"), grid, ""))


def _name(one: Missing) -> str:
    objects = ", ".join(noun for noun, times in one.objects.most_common(3) if times > 1)
    return f"{one.lemma} ({objects})" if objects else one.lemma


def _tell_states(one: Missing) -> str:
    if one.aside and not one.states["doubted"]:
        return f"set aside: {one.aside}"
    state = one.states.most_common(1)[0][0]
    return f"{state}: {', '.join(one.frames[:3])}" if one.frames else state


def _mark(example: Example) -> Text:
    """The sentence with its predicate marked, and the reason of a doubt."""
    from rich.text import Text

    sentence, predicate = example.sentence, example.predicate
    before = sentence.text[: predicate.start - sentence.start]
    after = sentence.text[predicate.end - sentence.start :]
    line = Text(_flatten(before)).append(f"[{_flatten(predicate.text)}]", style="bold")
    line.append(_flatten(after))
    if example.reason:
        line.append(f" — {example.reason}", style="dim")
    return line


def _flatten(text: str) -> str:
    """The text on one line; unlike `flatten_text` it keeps a space at either edge."""
    from dragoman.cli.labels import mute_controls

    return mute_controls(text).replace("\n", " ").replace("\t", " ")


def _sum_up(found: Worklist) -> str:
    total = sum(one.count for one in found.missing)
    predicates = "predicate" if len(found.missing) == 1 else "predicates"
    stories = "story" if found.stories == 1 else "stories"
    aside = f"; {_times(found.set_aside)} a word set aside (--all shows them)" if found.set_aside else ""
    return f"  {len(found.missing)} {predicates}, {_times(total)} in {found.stories} {stories}{aside}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
