"""The postmortem as it will be read, beside the form that it is written in."""
