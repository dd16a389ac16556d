"""Findings read aloud: a report and a county profile become the county's letter.

The figures indicate, the county decides, and what no template can say with a figure behind it is not said. Offered:
`composition.compose` (a Letter, or LetterStopped), `read_profile.read_profile` (a Profile, or ProfileError), `profile.PLAIN`,
`kinds.KINDS`. Import from those modules: jinja2 is loaded only by whoever composes.
"""
