"""Templates: the shipped one is right, and a mistake in a team's own is told."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from hotwash.core.template import Fields, Pairs, Prose, Repeat, Table
from hotwash.store import templates
from hotwash.store.templates import TemplateError

SHIPPED = resources.files("hotwash") / "templates" / "incident.toml"
HEAD = 'format = "hotwash-template/1"\nname = "n"\ntitle = "t"\nheading = "h"\n'
SECTION = '[[sections]]\nkey = "s"\ntitle = "S"\nshort = "S"\n'
BLOCK = "[[sections.parts]]\n[[sections.parts.blocks]]\n"
FIELD = '{ key = "k", label = "L", hint = "H" }'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a team's template would be."""
    return tmp_path / "own.toml"


def test_the_shipped_template_is_valid() -> None:
    """The template that is built without validation is the one that validation builds."""
    plain = tomllib.loads(SHIPPED.read_text("utf-8"))

    assert templates.validated(plain, "incident.toml") == templates.bundled()
    assert [*templates.complaints(templates.bundled())] == []


def test_the_shipped_template_can_be_copied_and_used(path: Path) -> None:
    """My team starts from a copy, on Windows' terms too."""
    path.write_bytes(b"\xef\xbb\xbf" + SHIPPED.read_bytes().replace(b"\n", b"\r\n"))

    assert templates.load(path) == templates.bundled()


def test_section_names_fit_the_section_list() -> None:
    """No name in the section list is cut."""
    assert all(len(section.short) <= 12 for section in templates.bundled().sections)


@pytest.mark.parametrize("name", ["none", "../incident", "", "incident.toml", "a\0b"])
def test_only_shipped_names_are_shipped(name: str) -> None:
    """A name that is not shipped is no way into the folders."""
    with pytest.raises(KeyError):
        templates.bundled(name)


def test_every_kind_of_block_can_be_written(path: Path) -> None:
    """A team's own template may use all that the shipped one uses."""
    columns = 'columns = [{ key = "a", label = "A", hint = "" }, { key = "b", label = "B", hint = "" }]\n'
    path.write_text(
        f'{HEAD}{SECTION}{BLOCK}kind = "fields"\nfields = [{FIELD}]\n'
        '[[sections.parts.blocks]]\nkind = "prose"\nkey = "p"\nhint = ""\n'
        f'[[sections.parts.blocks]]\nkind = "pairs"\nkey = "q"\n{columns}'
        f'[[sections.parts.blocks]]\nkind = "table"\nkey = "t"\n{columns}'
        f'[[sections.parts.blocks]]\nkind = "repeat"\nkey = "r"\ntitle = "R"\n{columns}',
        "utf-8",
    )
    blocks = [block for _, block in templates.load(path).sections[0].blocks()]

    assert [type(block) for block in blocks] == [Fields, Prose, Pairs, Table, Repeat]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ", "not TOML: "),
        ('title = "x"', 'key format: should be "hotwash-template/1", not None.'),
        ('format = "hotwash-template/2"', "not 'hotwash-template/2'."),
        (HEAD, "key sections: is missing."),
        (f"{HEAD}titel = 1\nsections = []", "key titel: is not a key of a template."),
        (f"{HEAD}sections = 3", "key sections: "),
        (f"{HEAD}sections = []", "key sections: there are none."),
        (f"{HEAD}{SECTION}", "key sections[1].parts: is missing."),
        (f"{HEAD}{SECTION}[[sections.parts]]", "key sections[1].parts[1].blocks: is missing."),
        (f"{HEAD}sections = [3]", "key sections[1]: "),
        (f"{HEAD}{SECTION}colour = 3\nparts = []", "key sections[1].colour: is not a key of a template."),
        (
            f"{HEAD}{SECTION}{BLOCK}key = 3",
            "[[sections.parts.blocks]] 1 of part 1 of [[sections]] 1 (S), key kind: ",
        ),
        (f'{HEAD}{SECTION}{BLOCK}kind = "tabel"', "key kind: should be one of fields, prose, "),
        (f'{HEAD}{SECTION}{BLOCK}kind = "fields"', "(S), key fields: is missing."),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "fields"\nfields = [{{ key = "k", label = 3 }}]',
            "key fields[1].label: ",
        ),
        (f'{HEAD}{SECTION}{BLOCK}kind = "prose"\nkey = "p"\nhint = ""\nhnit = ""', "key hnit: is not a key"),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "fields"\nfields = [{FIELD}, {FIELD}]',
            "[[sections]] 'S', key s.k: this is asked already, as s.k.",
        ),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "fields"\nfields = [{{ key = "a b", label = "L", hint = "" }}]',
            "key s.a b: a key has letters, digits, - and _ only, with dots between.",
        ),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "fields"\nfields = '
            '[{ key = "k", label = "L", hint = "", kind = "choice" }]',
            "key s.k: k: a choice, and only a choice, has choices.",
        ),
        (f'{HEAD}{SECTION}{BLOCK}kind = "table"\nkey = "t"\ncolumns = []', "key s.t: there are no columns."),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "table"\nkey = "t"\ncolumns = [{FIELD}, {FIELD}]',
            "key s.t: column k is there twice.",
        ),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "table"\nkey = "t"\n'
            'columns = [{ key = "k.l", label = "L", hint = "" }]',
            "column 'k.l': a key has letters, digits, - and _ only.",
        ),
        (
            f'{HEAD}{SECTION}{BLOCK}kind = "table"\nkey = "t"\n'
            'columns = [{ key = "k", label = "L", hint = "", kind = "people" }]',
            "column k: a cell can't be of kind people.",
        ),
        (
            HEAD + SECTION.replace('"s"', '"format"') + f'{BLOCK}kind = "prose"\nkey = "p"\nhint = ""',
            "as format.",
        ),
    ],
)
def test_a_mistake_is_told_with_file_and_key(path: Path, text: str, sentence: str) -> None:
    """I am told where in my template to look."""
    path.write_text(text)

    with pytest.raises(TemplateError) as caught:
        templates.load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"a\xff", "not UTF-8 text (byte 1)."), (b"a = " + b"[" * 5000, "not TOML")]
)
def test_what_is_no_toml_is_told(path: Path, data: bytes, sentence: str) -> None:
    """A broken file is no traceback."""
    path.write_bytes(data)

    with pytest.raises(TemplateError, match=r"own\.toml: ") as caught:
        templates.load(path)
    assert sentence in str(caught.value)
