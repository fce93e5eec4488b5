"""The model: names, people, opportunities and where they stand."""
