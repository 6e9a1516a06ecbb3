"""The log line: what people say while it happens, as rows of the timeline and of the actions."""
