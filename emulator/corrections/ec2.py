"""EC2 launch templates."""

from moto.core.types import Base64EncodedString
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion

from .patch import instead_of


# AWS: tags of the template itself are no part of its data. moto: adds them there.
# AWS: launches from a later version that has user data. moto: from the first one only.
@instead_of(LaunchTemplateVersion, "__init__")
def _(original, self, template, number, data, description):
    specifications = data.get("TagSpecifications", [])
    launched = [specification for specification in specifications if specification["ResourceType"] != "launch-template"]
    rest = {key: value for key, value in data.items() if key != "TagSpecifications"}
    if isinstance(rest.get("UserData"), str):
        rest["UserData"] = Base64EncodedString(rest["UserData"])
    original(self, template, number, rest | ({"TagSpecifications": launched} if launched else {}), description)


# AWS: the template's own tags can change. moto: answers for ever those of its creation.
LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, tags: None)
