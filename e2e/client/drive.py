"""Makes the calls of the deepsea-ai client, in its order; docs/clients.md tells the contract.

usage: python drive.py find CLUSTER... | submit CLUSTER JOB VIDEO... | monitor CLUSTER [WAIT] | shutdown CLUSTER [interrupted]

Prints JSON: {"result": what the command found or did, "calls": ["sqs:SendMessage Megadetector-video.fifo", ...]}
"""

import json
import sys

import calls
from find import find
from monitor import monitor
from shutdown import shutdown
from submit import submit

COMMANDS = {"find": lambda *clusters: [find(cluster) for cluster in clusters], "submit": submit, "monitor": monitor, "shutdown": shutdown}

command, *arguments = sys.argv[1:]
result = COMMANDS[command](*arguments)
print(json.dumps({"result": result, "calls": calls.made}))
