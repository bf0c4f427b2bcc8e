"""What a person likes: how the screen looks, sounds and is used. Nothing here reaches a rule, a limit or a record."""
