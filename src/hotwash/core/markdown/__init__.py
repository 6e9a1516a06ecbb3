"""The Markdown document: writing it, and what it is made of."""
