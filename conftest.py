"""For every test, wherever it stands: see `tests/fixtures.py`."""

pytest_plugins = ["tests.fixtures"]
