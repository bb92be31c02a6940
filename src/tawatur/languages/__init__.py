"""Languages: sentences, numerals, dates and the lexicon of reporting; one folder a language, mostly data."""
