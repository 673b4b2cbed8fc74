import { awsProblem } from "../aws-problem";
import type { Said } from "./terraform";

/** Why Terraform could not plan a stack, in words for the user, with what Terraform itself said below. */
export function failureOf(stack: string, { stdout, stderr }: Said): string {
  const said = stderr.trim() || stdout.trim();
  const words = locked(stack, said) ?? moved(stack, said) ?? noBucket(said) ?? noProvider(said) ?? ofAws(said);
  return words === undefined ? said : `${words}\n\nTerraform said:\n${said}`;
}

/** "State Storage and Locking": Terraform prints who holds the lock. */
function locked(stack: string, said: string): string | undefined {
  if (!said.includes("Error acquiring the state lock")) return undefined;
  const info = (name: string) => new RegExp(`^\\W*${name}:\\s+(.*)$`, "m").exec(said)?.[1]?.trim();
  const id = info("ID");
  return `the state of ${stack} is locked: ${info("Who") ?? "somebody"} has been at it (${info("Operation") ?? "an operation"}) since ${info("Created") ?? "a while"}.
Wait until that is done, or plan without a lock: --no-lock${
    id === undefined ? "" : `\nIf that run is dead: terraform -chdir=cdktf.out/stacks/${stack} force-unlock ${id}`
  }`;
}

function moved(stack: string, said: string): string | undefined {
  if (!/Backend (initialization required|configuration changed)/.test(said)) return undefined;
  return `cdktf.json names another place for the state of ${stack} than before; move it there with: npx cdktf deploy ${stack} --migrate-state`;
}

function noBucket(said: string): string | undefined {
  const bucket = /S3 bucket "([^"]+)" does not exist/.exec(said)?.[1];
  if (bucket === undefined) return undefined;
  return `there is no bucket ${bucket} for the state, which cdktf.json names. Make it with: ./model state create`;
}

function noProvider(said: string): string | undefined {
  if (!/Failed to (query available provider packages|install provider)/.test(said)) return undefined;
  return "the AWS provider could not be installed: registry.terraform.io cannot be reached, or has not the version that is asked for. Check the network and a proxy (HTTPS_PROXY).";
}

/** The provider passes on what AWS's SDK says: "api error InvalidClientTokenId: The security token …". */
function ofAws(wrapped: string): string | undefined {
  const said = wrapped.replace(/\s+/g, " ");
  if (/No valid credential sources found|no EC2 IMDS role found/.test(said)) {
    return inWords("CredentialsProviderError", "no source of credentials has any");
  }
  const network =
    /(dial tcp[^:]*(?::\d+)?: .*?(connection refused|no such host|i\/o timeout|network is unreachable))/.exec(said);
  if (network) return inWords("ECONNREFUSED", network[1] ?? "");
  const [, name, message] = /api error (\w+): (.*?)(?: Error: |$)/.exec(said) ?? [];
  return name === undefined ? undefined : inWords(name, message ?? "");
}

function inWords(name: string, message: string): string | undefined {
  return awsProblem(Object.assign(new Error(message), { name, $metadata: {} }))?.message;
}
