import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { ModelSpec, ProjectSpec } from "../models/format/spec";
import { keepState } from "./backend";
import { boundRoles } from "./boundary";
import { Buckets } from "./buckets";
import { Budget } from "./budget";
import { Cluster } from "./cluster";
import { Dashboard } from "./dashboard";
import { EarlierStack } from "./earlier-stack";
import { clientVariables } from "./environment";
import { escapeTemplates } from "./escape";
import { Fleet } from "./fleet";
import { Growth } from "./growth";
import { namesOf } from "./names";
import { Network } from "./network";
import { Outputs } from "./outputs";
import { pathAddress } from "./path-address";
import { Pause } from "./pause";
import { PeopleAlarms } from "./people-alarms";
import { Place } from "./place";
import { Queues } from "./queues";
import { Reconciler, type ReconcilerCode } from "./reconciler";
import { Repository } from "./repository";
import { Signpost } from "./signpost";
import { SubmitPolicy } from "./submit-policy";
import { tagsOf } from "./tags";
import { Worker } from "./worker";

export interface ModelStackProps {
  readonly spec: ModelSpec;
  readonly project: ProjectSpec;
  readonly reconciler: ReconcilerCode;
}

/** One model's whole Terraform stack. Nothing is shared between stacks: each can be planned and destroyed alone. */
export class ModelStack extends TerraformStack {
  constructor(scope: Construct, props: ModelStackProps) {
    super(scope, props.spec.stackName);
    const spec = escapeTemplates(props.spec);
    const project = escapeTemplates(props.project);
    const names = namesOf(spec.stackName);
    const tags = tagsOf(spec, project);

    // S3's lock file came with Terraform 1.10.
    this.addOverride("terraform.required_version", ">= 1.10.0");
    if (project.awsProviderVersion) {
      this.addOverride("terraform.required_providers.aws.version", project.awsProviderVersion);
    }
    keepState(this, spec.stackName, project);
    new AwsProvider(this, "aws", { region: spec.region, defaultTags: [{ tags }] });

    new EarlierStack(this, "earlier-stack", { names });
    const place = new Place(this, "place", { region: spec.region });
    const network = new Network(this, "network", { spec });
    const { cluster } = new Cluster(this, "cluster", { names });
    const pause = new Pause(this, "pause", { stackName: spec.stackName });
    const fleet = new Fleet(this, "fleet", {
      spec,
      names,
      place,
      network,
      cluster,
      pause,
      tags: { ...tags, Name: spec.stackName },
    });
    const queues = new Queues(this, "queues", { spec, names, place });
    const buckets = new Buckets(this, "buckets", { stackName: spec.stackName, place });
    const repository = spec.repository && new Repository(this, "repository", { repository: spec.repository });
    const worker = new Worker(this, "worker", { spec, names, place, buckets });
    const growth = new Growth(this, "growth", { spec, names, fleet });
    const code = props.reconciler;
    new Reconciler(this, "reconciler", { spec, names, place, fleet, buckets, queues, worker, growth, pause, code });
    new PeopleAlarms(this, "alarms", { spec, names, place });
    if (spec.monthlyBudgetUsd !== undefined && spec.notifyEmail !== undefined) {
      new Budget(this, "budget", { names, monthlyUsd: spec.monthlyBudgetUsd, notifyEmail: spec.notifyEmail });
    }
    const dashboard = new Dashboard(this, "dashboard", { spec, names });
    new Signpost(this, "signpost", { names, network, fleet, variables: clientVariables(names, buckets) });
    const submit = new SubmitPolicy(this, "submit", { names, place, buckets });
    new Outputs(this, "outputs", { spec, fleet, queues, buckets, worker, submit, dashboard, repository });
    if (project.repository !== undefined) boundRoles(this, place);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return pathAddress(this, element);
  }

  /**
   * Nothing to do. cdktf would resolve everything a first time here, only to find references to other stacks, and there
   * are none.
   */
  override prepareStack(): void {}
}
