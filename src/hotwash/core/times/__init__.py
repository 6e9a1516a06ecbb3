"""Times as people write and say them, and the one form that a document has them in."""
