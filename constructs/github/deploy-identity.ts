import { writing } from "./writing";
import { iamPath } from "../names";
import type { Place } from "../place";
import type { Statement } from "../policy";

/** What changes a role, other than making it: only where the role has the boundary. */
const changes = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/**
 * Roles, profiles and policies below this project's path. Every role that is made or changed must have the boundary, and
 * nothing of the stack GithubAccess, which holds boundary and deploy role, may be touched: a person deploys that
 * ("Permissions boundaries for IAM entities", "Delegating responsibility to others using permissions boundaries").
 */
export function deployIdentity(place: Place): Statement[] {
  const { allow, boundary, mine } = writing(place);
  const itself = ["role", "policy"].map((kind) => place.globalArn("iam", `${kind}${iamPath}GithubAccess-*`));
  return [
    {
      ...allow("MakeBoundedRoles", changes, mine("role")),
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
    },
    allow("TagRoles", ["iam:TagRole", "iam:UntagRole"], mine("role")),
    // What the provider asks before it deletes a role (internal/service/iam/role.go, deleteRoleInstanceProfiles).
    allow("SeeWhoUsesRoles", ["iam:ListInstanceProfilesForRole"], mine("role")),
    {
      ...allow("GiveRolesToServices", ["iam:PassRole"], mine("role")),
      Condition: {
        StringEquals: {
          "iam:PassedToService": [
            ...["ec2", "ecs-tasks", "lambda", "pipes"].map((service) => `${service}.amazonaws.com`),
            // In China EC2 goes by two names (karpenter-provider-aws #6839).
            "ec2.amazonaws.com.cn",
          ],
        },
      },
    },
    allow(
      "MakeProfiles",
      [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      mine("instance-profile"),
    ),
    allow(
      "MakeSubmitPolicies",
      [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      place.globalArn("iam", `policy${iamPath}*-submit`),
    ),
    {
      // The first cluster and the first group of an account come with a role of the service's own.
      ...allow(
        "LetServicesMakeTheirOwnRoles",
        ["iam:CreateServiceLinkedRole"],
        place.globalArn("iam", "role/aws-service-role/*"),
      ),
      Condition: {
        StringEquals: {
          "iam:AWSServiceName": ["autoscaling.amazonaws.com", "ecs.amazonaws.com", "spot.amazonaws.com"],
        },
      },
    },
    { Sid: "NeverItself", Effect: "Deny", Action: ["iam:*"], Resource: itself },
    {
      Sid: "NeverWithoutTheBoundary",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary"],
      Resource: "*",
    },
  ];
}
