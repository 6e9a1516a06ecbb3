"""The pages on the rules of the review, as the rules say; `make rules` writes them."""

from __future__ import annotations

from pathlib import Path

from hotwash.core.review.pages import page, table
from hotwash.core.review.rules import RULES

DOCS = Path(__file__).parent.parent.parent / "docs"
OVERVIEW = DOCS / "review.md"
BEGIN, END = "<!-- rules: made by `make rules` -->\n", "<!-- end of rules -->\n"


def pages() -> dict[Path, str]:
    """Return each page with what it is to say."""
    made = {DOCS / "rules" / f"{rule.id}.md": page(rule) for rule in RULES.values()}
    before, _, rest = OVERVIEW.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return {**made, OVERVIEW: f"{before}{BEGIN}\n{table(RULES.values())}\n{END}{after}"}


def write() -> None:
    """Write the pages, and take out those of rules that are gone."""
    made = pages()
    (DOCS / "rules").mkdir(exist_ok=True)
    for path, text in made.items():
        path.write_text(text, "utf-8")
    for path in (DOCS / "rules").glob("*.md"):
        if path not in made:
            path.unlink()


if __name__ == "__main__":
    write()
