import type { Api } from "../aws/api";

/** A role as it is deployed. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** Documents of its policies, by their names. */
  readonly policies: Readonly<Record<string, string>>;
  readonly trust: string;
}

/** @throws Error of IAM when there is no such role */
export async function readRole(api: Api, arn: string): Promise<Role> {
  const RoleName = arn.split("/").at(-1) ?? "";
  const [role, inline, attached] = await Promise.all([
    api.query("iam", "GetRole", { RoleName }),
    api.query("iam", "ListRolePolicies", { RoleName }),
    api.query("iam", "ListAttachedRolePolicies", { RoleName }),
  ]);
  const policies: Record<string, string> = {};
  for (const PolicyName of elements(inline, "member"))
    policies[PolicyName] = document(
      await api.query("iam", "GetRolePolicy", { RoleName, PolicyName }),
      "PolicyDocument",
    );
  for (const PolicyArn of elements(attached, "PolicyArn")) {
    const [VersionId = ""] = elements(await api.query("iam", "GetPolicy", { PolicyArn }), "DefaultVersionId");
    policies[PolicyArn] = document(await api.query("iam", "GetPolicyVersion", { PolicyArn, VersionId }), "Document");
  }
  return { arn, name: RoleName, policies, trust: document(role, "AssumeRolePolicyDocument") };
}

/** The role of an instance profile. */
export async function roleOfProfile(api: Api, profile: string): Promise<string> {
  const InstanceProfileName = profile.split("/").at(-1) ?? "";
  const answer = await api.query("iam", "GetInstanceProfile", { InstanceProfileName });
  const roles = elements(answer, "Arn").filter((arn) => arn.includes(":role/"));
  if (roles[0] === undefined) throw new Error(`the instance profile ${InstanceProfileName} has no role`);
  return roles[0];
}

/** Texts of the elements of this name that hold nothing but text. */
export const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);

/** IAM answers documents URL-encoded. */
const document = (xml: string, name: string): string => {
  const [text = ""] = elements(xml, name);
  return text.startsWith("%7B") ? decodeURIComponent(text) : unescapeXml(text);
};

export const unescapeXml = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
