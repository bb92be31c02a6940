"""Briefs: an assessment of a case in Arabic or English, each sentence with the claims it rests on.

`composing.compose` makes a brief, a value, from what may be shared; `html`, `pdf` and `docx` are its three
dresses.
"""
