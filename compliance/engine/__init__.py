"""The judging: figures with their sources, rules applied to them, and what the outcomes indicate. It knows no file format."""
