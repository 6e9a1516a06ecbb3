"""The commands that copy, cut and paste."""

from __future__ import annotations

from hotwash.core.desk import NotDone
from hotwash.core.spot import Spot
from hotwash.core.template import RowBlock
from hotwash.core.values import Row, Value, show, texts
from hotwash.tui.clipboard import fits
from hotwash.tui.screens.commanded import Commanded
from hotwash.tui.screens.marking import NO_ROWS


class CopyCommands(Commanded):
    """A screen whose answers can be taken elsewhere, and back."""

    _copied: tuple[str, Value] = ("", ())
    """A text that was copied, and the rows that it says."""
    _suffix = ".txt"
    _aside = ("", ".txt")
    """What was copied last, and the suffix for a file with it."""

    # --- copying

    def action_copy(self) -> None:
        """Copy what is selected, or the marked rows, or else the text that the person is at."""
        editor = self.form.editor
        if self.form.opened and editor.selected_text:
            self._copy(editor.chosen, "Copied what is selected")
        elif rows := self.form.taken():
            self._copy_rows(rows)
        elif spot := self.form.spot:
            self.form.collect()
            self._copy(self.hotwash.session.text_at(spot), "Copied")

    def action_cut(self) -> None:
        """Copy what is selected, or the marked rows, or a closed cell, and remove it."""
        editor = self.form.editor
        if self.form.opened and editor.selected_text:
            self._copy(editor.chosen, "Cut what is selected")
            editor.remove_chosen()
        elif rows := self.form.taken():
            self.form.change_rows("delete")
            self._copy_rows(rows, "Cut")
        elif self.form.opened:
            self.say("Select what to cut, with shift and the arrows.")
        else:
            self.action_copy()
            self.form.pick("")

    def action_copy_row(self) -> None:
        """Copy the row, or the marked rows, for a spreadsheet."""
        if rows := self._chosen_rows():
            self._copy_rows(rows)
        else:
            self.say(NO_ROWS)

    def action_copy_rows_markdown(self) -> None:
        """Copy the row, or the marked rows, as a Markdown table."""
        session = self.hotwash.session
        rows, spot = self._chosen_rows(), self.form.spot
        asked = session.template.asks[spot.path] if spot else None
        if not rows or spot is None:
            self.say(NO_ROWS)
        elif isinstance(asked, RowBlock):
            from hotwash.core.copying import markdown_table

            self._suffix = ".md"
            heads = [column.label for column in asked.columns]
            self._copy(markdown_table(heads, self._grid(spot, rows, shown=True)), f"Copied {_counted(rows)}")
        else:
            self._copy("\n".join(f"- {text}" for text in texts(rows)), f"Copied {_counted(rows)}")

    def action_copy_section(self) -> None:
        """Copy the section as Markdown."""
        from hotwash.core.markdown.write import markdown

        session = self.hotwash.session
        self.form.settle()
        section = session.template.sections[self.index]
        self._suffix = ".md"
        self._copy(markdown(session.template, session.document, section=section), f"Copied {section.short}")

    def action_copy_document(self) -> None:
        """Copy the document as Markdown."""
        from hotwash.core.markdown.write import markdown

        session = self.hotwash.session
        self.form.settle()
        self._suffix = ".md"
        self._copy(markdown(session.template, session.document), "Copied the document")

    def _chosen_rows(self) -> Value:
        """Return the marked rows, or else the one that the person is in."""
        found = self.form.rows_at()
        if found is None:
            return ()
        spot, value = found
        here = value[spot.row : spot.row + 1]
        return self.form.taken() or (here if isinstance(here, tuple) else ())

    def _copy_rows(self, rows: Value, done: str = "Copied") -> None:
        from hotwash.core.copying import tsv

        spot = self.form.spot
        assert spot is not None  # rows were there
        text = tsv(self._grid(spot, rows))
        self._copied = text, rows
        self._copy(text, f"{done} {_counted(rows)}")

    def _grid(self, spot: Spot, rows: Value, *, shown: bool = False) -> list[list[str]]:
        """Return rows cell by cell, as they are kept or as they are shown."""
        session = self.hotwash.session
        asked = session.template.asks[spot.path]
        columns = asked.columns if isinstance(asked, RowBlock) else ()
        day, zone = session.day, session.zone
        return [
            [show(c, row.get(c.key), day, zone) if shown else row.get(c.key) for c in columns]
            if isinstance(row, Row)
            else [row]
            for row in rows
        ]

    def _copy(self, text: str, done: str) -> None:
        """Put a text on the clipboard, here and of the terminal, or where it is too long in a file."""
        suffix, self._suffix = self._suffix, ".txt"
        if not text:
            self.say("There is nothing here to copy.")
            return
        self.app.copy_to_clipboard(text)
        self._aside = text, suffix
        if fits(text):
            self.say(f"{done}: sent to your terminal's clipboard.")
        else:
            self.action_copy_to_file(done)

    def action_copy_to_file(self, done: str = "Copied") -> None:
        """Write what was copied last into a file: for terminals that take no clipboard."""
        text, suffix = self._aside
        if not text:
            self.say("Nothing was copied yet.")
            return
        try:
            self.say(f"{done}: it is in {self.hotwash.desk.put_aside(text, suffix)}.")
        except NotDone as problem:
            self.say(str(problem), grave=True)

    # --- pasting

    def action_paste(self) -> None:
        """Paste what was copied here; rows become rows."""
        text = self.hotwash.clipboard
        if not text:
            self.say("Nothing was copied here; your terminal pastes with a key of its own.")
        elif text != self._copied[0] or not self.form.insert(self._copied[1]):
            self.form.paste(text)


def _counted(rows: Value) -> str:
    return "1 row" if len(rows) == 1 else f"{len(rows)} rows"
