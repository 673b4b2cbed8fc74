"""Runs a command on a terminal of its own, and types an answer to each question, as soon as it stands there.

usage: terminal.py DIALOGUE COMMAND [ARG...]      DIALOGUE: JSON, [[QUESTION, ANSWER], ...]

All that stood on the terminal goes to stdout. Programs that read keys take two that come at once for none: where an answer
is of two keys, the second waits for what the first has done on the screen, which is a question as any other.
"""

import json
import os
import pty
import re
import sys

dialogue, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

said, heard = b"", 0
while True:
    try:
        chunk = os.read(terminal, 4096)
    except OSError:  # on Linux, when the command has ended
        break
    if not chunk:
        break
    said += chunk
    text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", said)
    if dialogue and (at := text.find(dialogue[0][0].encode(), heard)) >= 0:
        question, answer = dialogue.pop(0)
        heard = at + len(question.encode())
        os.write(terminal, answer.encode())

sys.stdout.buffer.write(said)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
