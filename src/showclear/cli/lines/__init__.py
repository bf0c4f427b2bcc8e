"""The app in lines: for screen readers, serial terminals and pipes. It shows and asks; the use cases decide."""
