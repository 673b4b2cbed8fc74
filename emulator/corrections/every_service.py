"""What holds for every service."""

import json
import traceback
from xml.sax.saxutils import escape

from moto.core.responses import BaseResponse

from .patch import instead_of


# AWS: an action that does not exist is refused at once. moto: a 500, which SDKs try again for minutes.
@instead_of(BaseResponse, "call_action")
def _(original, self):
    try:
        return original(self)
    except Exception as error:
        traceback.print_exc()
        message = f"The emulator failed: {error!r}"
        if "Action" in self.querystring:
            error_xml = f"<Error><Code>NotImplementedException</Code><Message>{escape(message)}</Message></Error>"
            return 501, {}, f"<ErrorResponse>{error_xml}</ErrorResponse>"
        return 501, {}, json.dumps({"__type": "NotImplementedException", "message": message})
