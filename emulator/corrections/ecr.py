"""ECR images."""

import json

from moto.ecr.exceptions import ImageAlreadyExistsException
from moto.ecr.models import ECRBackend, Image

from .patch import instead_of


# AWS: an image is as large as its layers. moto: as its configuration.
@instead_of(Image, "get_image_size_in_bytes")
def _(original, self):
    layers = json.loads(self.image_manifest).get("layers")
    return sum(layer["size"] for layer in layers) if layers else original(self)


class ImageTagAlreadyExistsException(ImageAlreadyExistsException):
    code = "ImageTagAlreadyExistsException"


# AWS: calls another image under an immutable tag that is taken by a name of its own. moto: as if it were the same image.
@instead_of(ECRBackend, "put_image")
def _(original, self, repository_name, image_manifest, image_tag, *args):
    repository = self.repositories.get(repository_name)
    taken = [image for image in repository.images if image_tag in image.image_tags] if repository else []
    if taken and repository.is_tag_immutable() and taken[0].image_manifest != image_manifest:
        raise ImageTagAlreadyExistsException(
            repository_name=repository_name,
            registry_id=repository.registry_id,
            digest=taken[0].get_image_digest(),
            image_tag=image_tag,
        )
    return original(self, repository_name, image_manifest, image_tag, *args)
