"""The rules on single answers: what is missing, and what can't be read."""

from hotwash.core.review.rule import Rule

RULES = (
    Rule(
        id="file.conflict",
        title="A conflict is not settled",
        severity="error",
        final=True,
        why="Two people changed one answer in different ways, and the merge kept both. Until one of them"
        " is chosen, readers see only one side.",
        example='[[conflict]]\nat = "timeline.events"\nrow = 4',
        instead="Open the file in hotwash, which asks about each; or correct the answer, and remove it.",
    ),
    Rule(
        id="file.unknown",
        title="The template does not ask for a key",
        severity="warning",
        final=False,
        why="An answer under a misspelt key stays in the file but never reaches the document.",
        example="[document]\nincident_dte = 2026-11-20",
        instead="Correct the key, or remove it. The nearest right one is named.",
    ),
    Rule(
        id="complete.required",
        title="A required answer is missing",
        severity="error",
        final=True,
        why="The template says which answers a postmortem can't do without: those are what readers,"
        " statistics and the next incident's responders look for first.",
        example='[document]\nincident_id = ""',
        instead="Answer it. What is not known yet can be said in words: `Not known yet`.",
    ),
    Rule(
        id="complete.section",
        title="Nothing is answered in a section",
        severity="note",
        final=False,
        why="A whole section without an answer is more often forgotten than meant.",
        example="[appendices]\ntechnical = ''",
        instead="Write what there is, or say that there is nothing.",
    ),
    Rule(
        id="value.unreadable",
        title="A date, a time or a choice can't be read",
        severity="error",
        final=True,
        why="What was typed is kept, but nothing can be counted or sorted by it, and a reader can't be sure"
        " what it means.",
        example='[document]\nincident_date = "last Tuesday"',
        instead="Write a day as 2026-11-20, a time as 14:02, and a choice as the template has it.",
    ),
    Rule(
        id="value.hidden",
        title="A text has characters that can't be seen",
        severity="warning",
        final=False,
        why="Control and direction characters come along with what is pasted from logs and chats. They can"
        " make a text look like another one.",
        example='actor = "ops\\u202Egnp.exe"',
        instead="Delete them; hotwash shows each as a visible mark.",
    ),
)
