"""What a postmortem is: no screen, no disk, no clock."""
