"""The rules as pages for people: what each asks, the law, the values by year, and its own cases worked out. Made, never written."""
