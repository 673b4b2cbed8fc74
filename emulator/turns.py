"""Requests take turns: moto is written for one thread, and fails now and then when two of them share a dictionary."""

import threading
import time

turn = threading.Lock()


def let_others(seconds):
    """Called by a request that waits: others have their turn meanwhile."""
    turn.release()
    try:
        time.sleep(seconds)
    finally:
        turn.acquire()
