"""EC2 security groups."""

from moto.ec2.models.security_groups import SecurityGroupRule

# AWS: a rule that names a security group keeps its description. moto: knows only that of an address range.
SecurityGroupRule.description = property(
    lambda self: self.ip_range.get("Description") or self.source_group.get("Description")
)
