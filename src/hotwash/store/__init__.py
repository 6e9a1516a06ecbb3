"""Bytes and files: what is read from the disk, and what is written to it."""
