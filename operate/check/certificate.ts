import { ACMClient, DescribeCertificateCommand } from "@aws-sdk/client-acm";
import type { ServedSpec } from "../../models/format/spec";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { checkOf, type Plan } from "./check";
import { ok, wrong, type Finding } from "./finding";

export interface CertificateFacts {
  readonly arn: string;
  /** ACM's own words: `ISSUED`, `PENDING_VALIDATION`, `EXPIRED`, …; undefined: there is no such certificate. */
  readonly status?: string;
  readonly domains: readonly string[];
  /** The DNS records that prove that the domain is the account's, as `name CNAME value`. */
  readonly records: readonly string[];
  readonly expires?: Date;
}

/** Whether the load balancer can use the certificate: one that is not issued yet ends a deploy after everything else is made. */
export const certificate = checkOf("certificate", gather, explainCertificate);

async function gather({ spec: { region, serve } }: Plan<ServedSpec>): Promise<CertificateFacts> {
  const { certificateArn: arn = "" } = serve;
  const answer = await unlessMissing(
    ["ResourceNotFoundException"],
    needing(
      "acm:DescribeCertificate",
      new ACMClient(reach(region)).send(new DescribeCertificateCommand({ CertificateArn: arn })),
    ),
  );
  const found = answer?.Certificate;
  const { DomainName, SubjectAlternativeNames = [], DomainValidationOptions = [] } = found ?? {};
  return {
    arn,
    ...(found?.Status && { status: found.Status }),
    ...(found?.NotAfter && { expires: found.NotAfter }),
    domains: [...new Set([...(DomainName ? [DomainName] : []), ...SubjectAlternativeNames])],
    records: DomainValidationOptions.flatMap(({ ResourceRecord: record }) =>
      record ? [`${record.Name} ${record.Type} ${record.Value}`] : [],
    ),
  };
}

export function explainCertificate(
  { arn, status, domains, records, expires }: CertificateFacts,
  { spec: { region } }: Pick<Plan<ServedSpec>, "spec">,
): Finding {
  const of = domains.join(", ");
  if (status === undefined)
    return wrong(
      `there is no certificate ${arn}`,
      `Correct Certificate. What is there:\naws acm list-certificates --region ${region}`,
    );
  if (status === "ISSUED")
    return ok(`issued for ${of}${expires ? `, until ${expires.toISOString().slice(0, 10)}` : ""}`);
  if (status === "PENDING_VALIDATION")
    return wrong(
      `the certificate for ${of} is not issued yet: ACM waits for proof that the domain is yours`,
      records.length > 0
        ? `Add to the domain's DNS, and wait some minutes:\n${records.join("\n")}`
        : "Follow the mail that ACM has sent to the domain's owner.",
    );
  return wrong(
    `the certificate for ${of} cannot be used: ACM says ${status}`,
    `Request another, and put its ARN into Certificate:\naws acm request-certificate --domain-name ${domains[0] ?? "DOMAIN"} --validation-method DNS --region ${region}`,
  );
}
