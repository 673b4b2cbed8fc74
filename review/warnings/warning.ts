import type { Text } from "../text";

/**
 * Something to stop at. `data`: what is kept would be lost. `running`: instances or workers that run would be lost.
 * `access`: somebody may do more than before.
 */
export interface Warning {
  readonly kind: "data" | "running" | "access";
  readonly text: Text;
}
