"""AWS for a laptop: moto's server with corrections, on loopback only.

usage: python server.py [PORT]        without PORT, a free one is taken

The first line on stdout is the port. Its log goes to stderr. It ends when its stdin is closed, so that it never outlives
whoever started it. Beside AWS's own actions it knows:

POST /_emulator/fork                  a copy of all that is here, served by a process of its own: {"port": …, "process": …}
POST /_emulator/clock?seconds=N       moves its clock N seconds ahead of where it is: {"ahead": …, "now": …}
POST /_emulator/clock?stop=1          stops its clock; from then on only the call above moves it
POST /_emulator/stop                  ends it
"""

import os
import sys

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

import clock  # before moto, whose modules keep the time functions that they find

import corrections.application_autoscaling
import corrections.autoscaling_groups
import corrections.autoscaling_instances
import corrections.cloudformation
import corrections.budgets
import corrections.cloudwatch
import corrections.dynamodb_streams
import corrections.ec2
import corrections.ec2_disk_key
import corrections.ec2_security_groups
import corrections.ecr
import corrections.ecs_clusters
import corrections.ecs_instances
import corrections.ecs_services
import corrections.ecs_tasks
import corrections.every_service
import corrections.lambda_functions
import corrections.pipes
import corrections.s3
import corrections.service_quotas
import corrections.sqs
import corrections.sqs_redrive
import corrections.vcpu_limits
from process import Process

if __name__ == "__main__":
    Process(clock).serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
