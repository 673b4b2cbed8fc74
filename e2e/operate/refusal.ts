import type { Call } from "./call";

/** How a service words an error: status, headers and body by its protocol. */
export function refusal(
  { action, protocol, method }: Call,
  code: string,
): { status: number; headers: Record<string, string>; body: string | Buffer } {
  const message = `User: arn:aws:iam::123456789012:user/someone is not authorized to perform: ${action}`;
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const xml = { "content-type": "text/xml" };
  switch (protocol) {
    case "s3":
      return { status: 403, headers: xml, body: method === "HEAD" ? "" : error };
    case "ec2":
      return {
        status: 403,
        headers: xml,
        body: `<Response><Errors>${error.replaceAll("AccessDenied", "UnauthorizedOperation")}</Errors><RequestID>1</RequestID></Response>`,
      };
    case "query":
      return { status: 403, headers: xml, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
    case "json":
      return {
        status: 400,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify({ __type: code === "AccessDenied" ? "AccessDeniedException" : code, message }),
      };
    case "cbor":
      return {
        status: 400,
        headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
        body: cborMap({ __type: code, message }),
      };
  }
}

/** RFC 8949: a map of texts, each of at most 65535 bytes. */
function cborMap(entries: Readonly<Record<string, string>>): Buffer {
  const text = (value: string) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 255]), bytes]);
  };
  const all = Object.entries(entries);
  return Buffer.concat([Buffer.from([0xa0 + all.length]), ...all.flat().map(text)]);
}
