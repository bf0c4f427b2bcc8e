"""What the safety officer's desk shows: found in the search index, worked out from verified records."""
