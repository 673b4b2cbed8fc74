"""The emulator's time: the machine's, and ahead of it where a test says so; or standing still but for the test's moves."""

from datetime import datetime, timedelta

from moto.core import utils

_ahead = timedelta()
_still = None
_now = utils.utcnow


def move(seconds):
    """Moves the clock ahead; returns by how many seconds it is now ahead of the machine's, or of when it was stopped."""
    global _ahead
    _ahead += timedelta(seconds=seconds)
    return _ahead.total_seconds()


def stop():
    """From now on only move() moves it."""
    global _ahead, _still
    _still, _ahead = utils.utcnow().replace(microsecond=0), timedelta()


def stands():
    return _still is not None


def now():
    """Seconds since 1970."""
    return (utils.utcnow() - datetime(1970, 1, 1)).total_seconds()


# moto.core.utils derives its other time functions (unix_time, unix_time_millis) from this one.
utils.utcnow = lambda: (_still or _now()) + _ahead
