"""What was verified and folded before, kept beside the keys of this machine account so that the next start is quick.

It may be deleted at any time, and it permits nothing: see ADR 0014.
"""
