"""The language of rules: Python's expression syntax read as law, exact, typed by unit, and with an answer for what is missing.

parse.parse makes a tree.Tree of a text and a scope.Scope, or raises errors.ExpressionError; walk.trace judges it step by step,
fast.compile_test the same many times over; show.show prints a value; environment holds what both ask of the engine.
"""
