"""What the rules are called, and why they are: data, of which the pages in docs/rules/ are made."""
