"""The forms in which people and other tools read the record."""
