"""For every test, wherever it stands: see `tests/conftest.py`."""

pytest_plugins = ["tests.fixtures"]
