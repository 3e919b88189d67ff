"""Commands about what runs through many articles: happenings, persons, and what readers put right."""
