/**
 * How every AWS client of this room is made: for the model's region, with the SDK's own chain of credentials and its own
 * retries. Only the waiting is ours: no connection within five seconds means that there is no network.
 */
export function reach(region: string) {
  return { region, requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 } };
}
