"""Questions over a screen: each hands one answer back."""
