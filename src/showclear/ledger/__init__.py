"""The bytes of a record: how they are written, signed, chained and verified. No file, no clock, no screen."""
