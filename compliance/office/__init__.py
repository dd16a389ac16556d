"""The county office's desk around a letter: contacts, matters, side-cars, requests, history, approval, many letters at once."""
