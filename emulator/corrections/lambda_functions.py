"""Lambda functions."""

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
