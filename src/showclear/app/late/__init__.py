"""Hours on paper, entered afterwards: when it was, what was done, and the record that two people sign."""
