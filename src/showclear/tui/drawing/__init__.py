"""Pure drawing: letters, canvas, pictures of guns. Knows nothing of Textual."""
