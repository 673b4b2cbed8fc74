"""The emulator's time: the machine's, and ahead of it where a test says so."""

from datetime import timedelta

from moto.core import utils

_ahead = timedelta()
_now = utils.utcnow


def move(seconds):
    """Moves the clock ahead; returns by how many seconds it is now ahead of the machine's."""
    global _ahead
    _ahead += timedelta(seconds=seconds)
    return _ahead.total_seconds()


# moto.core.utils derives its other time functions (unix_time, unix_time_millis) from this one.
utils.utcnow = lambda: _now() + _ahead
