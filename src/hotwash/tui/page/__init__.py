"""One section as one page of cells: its layout, its drawing and its editor."""
