"""What the screens are made of. Widgets take plain data, know no rules and send messages."""
