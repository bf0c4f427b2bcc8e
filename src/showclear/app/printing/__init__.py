"""What printed things say: values gathered from a production for the safety plan, the pad, the tags and the day."""
