"""EC2: the key that an account's disks are encrypted with unless a call names one."""

from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response
from moto.kms.models import kms_backends

AWS_OWN = "alias/aws/ebs"


# AWS: answers its own key's alias until another key was chosen. moto: lacks the action.
def get_ebs_default_kms_key_id(self):
    ec2 = self.ec2_backend
    chosen = ec2.default_kms_key_id
    kms = kms_backends[ec2.account_id][ec2.region_name]
    if not chosen or kms.get_key_id_from_alias(AWS_OWN) in chosen:
        chosen = AWS_OWN
    return ActionResult({"KmsKeyId": chosen})


EC2Response.get_ebs_default_kms_key_id = get_ebs_default_kms_key_id
