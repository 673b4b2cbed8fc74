"""Runs a command on a terminal of its own, and types an answer when it asks.

usage: terminal.py QUESTION ANSWER COMMAND [ARG...]      all that stood on the terminal goes to stdout
"""

import os
import pty
import re
import sys
import time

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
        typed = True
        for key in re.findall(r"\x1b\[.|.", answer, re.DOTALL):
            time.sleep(0.2)  # as a person would; two keys at once are taken for none
            os.write(terminal, key.encode())

sys.stdout.buffer.write(said)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
