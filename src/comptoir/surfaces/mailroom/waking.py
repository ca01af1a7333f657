"""What wakes the threads of this process when there is something to do; other processes look by themselves, twice a second."""

from __future__ import annotations

import threading

mail_came = threading.Event()
"""Set when mail was kept by this process."""

letters_wait = threading.Event()
"""Set when this process has written a letter."""
