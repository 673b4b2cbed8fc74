import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { Construct } from "constructs";
import type { Names } from "../names";

/** The ECS cluster that the fleet's instances join and the workers run in. */
export class Cluster extends Construct {
  readonly cluster: EcsCluster;

  constructor(scope: Construct, id: string, props: { readonly names: Names }) {
    super(scope, id);
    this.cluster = new EcsCluster(this, "Default", {
      name: props.names.cluster,
      // Container Insights costs money a metric, also for an idle cluster; logs and metrics of the stack do without.
      setting: [{ name: "containerInsights", value: "disabled" }],
    });
  }
}
