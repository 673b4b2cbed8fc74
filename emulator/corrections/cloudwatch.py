"""CloudWatch alarms."""

from moto.cloudwatch.responses import CloudWatchResponse

# AWS: has composite alarms. moto: knows their rule in the action for metric alarms, but lacks the action that puts one.
CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm
