"""What two people wrote, compared row by row and line by line."""
