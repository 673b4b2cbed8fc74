"""Lambda functions."""

from base64 import b64encode

from moto.awslambda.models import LambdaFunction

from .patch import instead_of


# AWS: answers where a function logs to. moto: drops it.
@instead_of(LambdaFunction, "__init__")
def _(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.logging_config = kwargs["spec"].get("LoggingConfig")


@instead_of(LambdaFunction, "update_configuration")
def _(original, self, config_updates):
    self.logging_config = config_updates.get("LoggingConfig", self.logging_config)
    return original(self, config_updates)


@instead_of(LambdaFunction, "get_configuration")
def _(original, self, *args, **kwargs):
    configuration = original(self, *args, **kwargs)
    default = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}"}
    return configuration | {"LoggingConfig": default | (self.logging_config or {})}


# AWS: tells where a function's code can be fetched. moto: nothing for code that came as a zip file.
@instead_of(LambdaFunction, "get_code")
def _(original, self):
    answer = original(self)
    if "ZipFile" in self.code:
        content = b64encode(self.code_bytes).decode()
        answer["Code"] = {"RepositoryType": "S3", "Location": f"data:application/zip;base64,{content}"}
    return answer
