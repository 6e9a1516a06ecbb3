"""What a person sees. Nothing here opens a file."""
