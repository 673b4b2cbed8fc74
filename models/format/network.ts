import { isScalar } from "yaml";
import { NO_VPC_ID, NO_WILDCARD, subnetId, vpcId, vpcName } from "./identifiers";
import type { At, Kind } from "./kinds/kind";
import { list } from "./kinds/list";
import type { Keys } from "./kinds/key";
import { record, type Values } from "./kinds/record";
import { shown } from "./kinds/shown";
import type { NetworkSpec } from "./spec";

const networkKeys = {
  VpcId: { kind: vpcId, meaning: "the id of a VPC that exists" },
  VpcName: { kind: vpcName, meaning: "the Name tag of a VPC that exists; default is the account's default VPC" },
  SubnetIds: { kind: list(subnetId, { min: 1, max: 20, unique: true }), meaning: "subnets of that VPC to use" },
} satisfies Keys;

const written = record(networkKeys);

/** `{}`, or a VPC by id or by name, perhaps with its subnets. */
export const network: Kind<NetworkSpec> = {
  ...written,
  schema: {
    ...written.schema,
    not: { required: ["VpcId", "VpcName"] },
    dependencies: { SubnetIds: { anyOf: [{ required: ["VpcId"] }, { required: ["VpcName"] }] } },
  },
  read(at) {
    if (isScalar(at.node)) return at.error(`${shown(at)} is not a map; write ${asMap(at)}`);
    const values = written.read(at);
    if (!values) return undefined;
    if (values.VpcId !== undefined && values.VpcName !== undefined)
      return at.error("names a VPC twice; keep VpcId or VpcName");
    if (values.SubnetIds && values.VpcId === undefined && values.VpcName === undefined)
      return at.error("SubnetIds needs the VPC that they are in; add VpcId or VpcName");
    return toNetworkSpec(values);
  },
};

/** How an id, or a name, would be written as a map. */
function asMap(at: At): string {
  const text = isScalar(at.node) ? String(at.node.value) : "";
  if (!NO_WILDCARD.test(text)) return "{VpcId: vpc-…}";
  return `{${NO_VPC_ID.test(text) ? "VpcName" : "VpcId"}: ${shown(at)}}`;
}

function toNetworkSpec({ VpcId, VpcName, SubnetIds }: Values<typeof networkKeys>): NetworkSpec {
  const subnets = SubnetIds && { subnetIds: SubnetIds };
  if (VpcId !== undefined) return { kind: "id", vpcId: VpcId, ...subnets };
  if (VpcName === undefined) return { kind: "own" };
  return VpcName === "default" ? { kind: "default", ...subnets } : { kind: "name", vpcName: VpcName, ...subnets };
}
