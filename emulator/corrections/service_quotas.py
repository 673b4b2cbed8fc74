"""Service Quotas: EC2's on the vCPUs of GPU instances, and Fargate's."""

from moto.core.responses import ActionResult
from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend
from moto.servicequotas.responses import ServiceQuotasResponse

from .patch import instead_of

# "Amazon EC2 instance quotas", "AWS Fargate service quotas". A new account has 0 of each; this one was granted some, so that fleets start.
NAMES = {
    "L-DB2E81BA": "Running On-Demand G and VT instances",
    "L-417A185B": "Running On-Demand P instances",
    "L-3819A6DF": "All G and VT Spot Instance Requests",
    "L-7212CCBC": "All P Spot Instance Requests",
    "L-3032A538": "Fargate On-Demand vCPU resource count",
}
SERVICES = ("ec2", "fargate")
GRANTED = 768.0


def granted(backend):
    """The account's quotas in the backend's region, by code."""
    return backend.__dict__.setdefault("granted", dict.fromkeys(NAMES, GRANTED))


def _quota(code, value):
    if code not in NAMES:
        raise NoSuchResource
    service = "fargate" if code == "L-3032A538" else "ec2"
    return {"ServiceCode": service, "QuotaCode": code, "QuotaName": NAMES[code], "Value": value, "Adjustable": True}


# AWS: knows the quotas of every service. moto: of VPC alone.
@instead_of(ServiceQuotasBackend, "get_service_quota")
def _(original, self, service_code, quota_code):
    if service_code in SERVICES:
        return _quota(quota_code, granted(self).get(quota_code))
    return original(self, service_code, quota_code)


# AWS: answers what it gives to every account. moto: lacks the action.
def get_aws_default_service_quota(self):
    service, code = self._get_param("ServiceCode"), self._get_param("QuotaCode")
    quota = _quota(code, 0.0) if service in SERVICES else self.backend.get_service_quota(service, code)
    return ActionResult({"Quota": quota})


# AWS: a person decides within days. Here: granted at once, and less too, so that a test can do without. moto: lacks it.
def request_service_quota_increase(self):
    code, value = self._get_param("QuotaCode"), float(self._get_param("DesiredValue"))
    quota = _quota(code, value)
    granted(self.backend)[code] = value
    return ActionResult({"RequestedQuota": {"Id": code, "Status": "APPROVED", "DesiredValue": value} | quota})


for action in (get_aws_default_service_quota, request_service_quota_increase):
    setattr(ServiceQuotasResponse, action.__name__, action)
