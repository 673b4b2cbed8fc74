import { writing } from "./writing";
import type { Place } from "../place";
import type { Statement } from "../policy";

const made = ["internet-gateway", "launch-template", "route-table", "security-group", "subnet", "vpc", "vpc-endpoint"];

/**
 * Network and launch templates: AWS chooses their names, so the tag alone tells whose they are. What is made must bear it,
 * what bears it may be changed ("Grant permission to tag Amazon EC2 resources during creation").
 */
export function deployNetwork(place: Place): Statement[] {
  const { here, allow, tagged } = writing(place);
  const all = made.map((type) => here("ec2", `${type}/*`));
  const create = [
    "CreateInternetGateway",
    "CreateLaunchTemplate",
    "CreateRouteTable",
    "CreateSecurityGroup",
    "CreateSubnet",
    "CreateVpc",
    "CreateVpcEndpoint",
  ];
  const rules = ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress"];
  const rule = here("ec2", "security-group-rule/*");
  return [
    {
      ...allow("MakeNetworks", ec2(...create, ...rules), [...all, rule]),
      Condition: tagged("aws:RequestTag"),
    },
    {
      ...allow("TagWhatIsMade", ec2("CreateTags"), [...all, rule]),
      Condition: { StringEquals: { "ec2:CreateAction": [...create, ...rules] } },
    },
    {
      ...allow(
        "ChangeNetworks",
        ec2(
          "AssociateRouteTable",
          "AttachInternetGateway",
          ...rules,
          "CreateLaunchTemplateVersion",
          "CreateRoute",
          "CreateRouteTable",
          "CreateSubnet",
          "CreateTags",
          "CreateVpcEndpoint",
          "DeleteInternetGateway",
          "DeleteLaunchTemplate",
          "DeleteRoute",
          "DeleteRouteTable",
          "DeleteSecurityGroup",
          "DeleteSubnet",
          "DeleteTags",
          "DeleteVpc",
          "DeleteVpcEndpoints",
          "DetachInternetGateway",
          "DisassociateRouteTable",
          "ModifyLaunchTemplate",
          "ModifySecurityGroupRules",
          "ModifySubnetAttribute",
          "ModifyVpcAttribute",
          "ModifyVpcEndpoint",
          "ReplaceRoute",
          "ReplaceRouteTableAssociation",
          "RevokeSecurityGroupEgress",
          "RevokeSecurityGroupIngress",
        ),
        [...all, rule],
      ),
      Condition: tagged("aws:ResourceTag"),
    },
    // A VPC that a model names belongs to somebody else.
    allow("MakeGroupsInAnyVpc", ec2("CreateSecurityGroup"), here("ec2", "vpc/*")),
    // A VPC comes with a security group that nobody has tagged; a stack tags it and takes its rules away.
    {
      ...allow("TakeDefaultGroups", ec2("CreateTags"), here("ec2", "security-group/*")),
      Condition: tagged("aws:RequestTag"),
    },
    // Auto Scaling asks whether its caller may start what the template describes, and give it the template's tags
    // ("Control Amazon EC2 launch template usage in Auto Scaling groups").
    {
      ...allow("StartFromTemplates", ec2("RunInstances"), here("ec2", "launch-template/*")),
      Condition: tagged("aws:ResourceTag"),
    },
    {
      ...allow("StartWhatTheyDescribe", ec2("RunInstances"), [
        ...["instance", "key-pair", "network-interface", "security-group", "subnet", "volume"].map((type) =>
          here("ec2", `${type}/*`),
        ),
        `arn:${place.partition}:ec2:*::image/*`,
      ]),
      Condition: { ArnLike: { "ec2:LaunchTemplate": here("ec2", "launch-template/*") } },
    },
    {
      ...allow("TagWhatStarts", ec2("CreateTags"), [here("ec2", "instance/*"), here("ec2", "volume/*")]),
      Condition: { StringEquals: { "ec2:CreateAction": ["RunInstances"] } },
    },
  ];
}

function ec2(...actions: readonly string[]): string[] {
  return actions.map((action) => `ec2:${action}`);
}
