"""One file for each promise of speed; `python -m bench NAME` prints its figure and its bound's, on the same work."""
