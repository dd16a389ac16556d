"""The tables of a letter, T1 to T10: exact figures in rows, checked to foot before anything is printed."""
