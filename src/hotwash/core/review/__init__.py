"""The review: what keeps a postmortem from being final, as rules and walks that follow them."""
