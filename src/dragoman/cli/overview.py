"""`dragoman --help`: the commands by what they are for, in plain text.

Typer draws help with rich, which takes longer to load than all the rest; the help of a single command
still is drawn so.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_MISUSED = 2  # exit status
_WIDEST = 200  # characters of a command's line: none is so long


class Overview(TyperGroup):
    """The group of all commands, which lists them by panel."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments taken apart; without any, the list of commands is shown instead of an error."""
        if not args:
            print(ctx.get_help())
            ctx.exit(_MISUSED)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes usage, purpose, options and commands."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_epilog(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the commands, a section for each panel, in the order of the panels' first commands."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if isinstance(command, TyperCommand | TyperGroup) and not command.hidden:
                panel = command.rich_help_panel
                line = command.get_short_help_str(limit=_WIDEST)
                panels.setdefault(panel if isinstance(panel, str) else "Commands", []).append((name, line))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)
