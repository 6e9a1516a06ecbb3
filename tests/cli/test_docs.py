"""The documentation says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hotwash.cli.arguments import parse
from hotwash.store import templates
from hotwash.tui.commands import table
from tests.cli.rule_pages import DOCS, pages

REPOSITORY = Path(__file__).parent.parent.parent
PAGES = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]


def test_the_page_of_keys_is_what_the_editor_has() -> None:
    """The keys that I read about are the keys that there are (`make keys` writes the page)."""
    assert (REPOSITORY / "docs" / "keys.md").read_text("utf-8").rstrip() == table().rstrip()


def test_the_pages_on_the_rules_are_what_the_review_follows() -> None:
    """Each rule has a page that says what the rule says (`make rules` writes them)."""
    made = pages()

    assert {path.name: path.read_text("utf-8") for path in made} == {p.name: text for p, text in made.items()}
    assert {*(DOCS / "rules").glob("*.md")} == {path for path in made if path.parent.name == "rules"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """No link within the repository is dead."""
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_option_of_a_command_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    """What `--help` offers is in the page on commands."""
    page = (REPOSITORY / "docs" / "commands.md").read_text("utf-8")
    for command in ("new", "render", "check", "keys"):
        with pytest.raises(SystemExit):
            parse([command, "--help"])
        options = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help", "--output"}

        assert [option for option in options if option not in page] == []


def test_the_template_page_has_every_role_and_kind() -> None:
    """Whoever makes a template finds every key that the shipped one uses."""
    page = (REPOSITORY / "docs" / "templates.md").read_text("utf-8")
    source = (REPOSITORY / "src" / "hotwash" / "templates" / "incident.toml").read_text("utf-8")
    used = set(re.findall(r"(?:^|[{,] )(\w+) = ", source, re.MULTILINE)) - {"format", "name"}

    assert {key for key in used if f"`{key}`" not in page} == set()
    for role in templates.bundled().roles:
        assert role.rpartition(".")[2] in page
