"""The screens: one for each section, and what is laid over them."""
