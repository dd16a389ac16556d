"""The rules as pages for people, made from the rule files: what each asks, its law and values by year, its cases worked out."""
