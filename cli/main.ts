import { run } from "./program";
import { expectToBeLeft } from "./terminal";

// The SDK's own notice, at every start on Node 20, that some later version of it will need Node 22.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

expectToBeLeft();

// Not process.exit(): what is still to be written must get out.
void run(process.argv.slice(2)).then((status) => (process.exitCode = status));
