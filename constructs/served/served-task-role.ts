import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { S3Location } from "../../models/format/spec";
import { iamPath, type Names } from "../names";
import type { Place } from "../place";
import { policy, trust } from "../policy";
import { readLocation } from "../worker/read-location";
import { sessionChannel } from "../worker/session-channel";

export interface ServedTaskRoleProps {
  readonly names: Names;
  readonly place: Place;
  readonly modelLocation?: S3Location;
  /** True: ECS Exec may open a shell in it. */
  readonly exec: boolean;
}

/** What the container of a served model may do: read its model, if the YAML says where that lies, and nothing else. */
export class ServedTaskRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: ServedTaskRoleProps) {
    super(scope, id);
    const { names, place, modelLocation } = props;
    this.role = new IamRole(this, "Default", {
      name: names.servedTaskRole,
      path: iamPath,
      assumeRolePolicy: trust("ecs-tasks.amazonaws.com", place.onlyThisAccount("ecs")),
    });
    const statements = [
      ...(modelLocation ? readLocation("Model", modelLocation, place) : []),
      ...(props.exec ? [sessionChannel(place)] : []),
    ];
    // IAM takes no policy without a statement.
    if (statements.length === 0) return;
    new IamRolePolicy(this, "policy", { name: "serve", role: this.role.name, policy: policy(...statements) });
  }
}
