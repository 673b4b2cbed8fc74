"""Runs a command on a terminal of its own, and types an answer when it asks.

usage: terminal.py QUESTION ANSWER COMMAND [ARG...]      all that stood on the terminal goes to stdout
"""

import os
import pty
import sys

question, answer, *command = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

said, typed = b"", False
while True:
    try:
        chunk = os.read(terminal, 4096)
    except OSError:  # on Linux, when the command has ended
        break
    if not chunk:
        break
    said += chunk
    if not typed and question.encode() in said:
        os.write(terminal, answer.encode())
        typed = True

sys.stdout.buffer.write(said)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
