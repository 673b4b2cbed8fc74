import type { Change } from "../changes";
import { text, type Text } from "../text";
import { plainly } from "../values";
import { imageRules, objectRules, sooner } from "./lifecycle-rules";
import type { Warning } from "./warning";

/** What holds data, in words, and what is lost with it. */
const holders: Readonly<Record<string, readonly [what: string, lost: string]>> = {
  aws_sqs_queue: ["queue", "every message in it is lost"],
  aws_s3_bucket: ["bucket", "S3 refuses while an object is in it"],
  aws_cloudwatch_log_group: ["log group", "its logs are lost"],
  aws_dynamodb_table: ["table", "every item in it is lost"],
  aws_ecr_repository: ["image repository", "ECR refuses while an image is in it"],
  aws_ebs_volume: ["volume", "all that is on it is lost"],
  aws_efs_file_system: ["file system", "every file in it is lost"],
  aws_db_instance: ["database", "its data are lost"],
  aws_rds_cluster: ["database", "its data are lost"],
  aws_kms_key: ["key", "what it encrypted cannot be read any more"],
  aws_secretsmanager_secret: ["secret", "its value is lost"],
};

/** Changes that destroy, or soon let AWS delete, what people or workers keep. */
export function dataWarnings(changes: readonly Change[]): Warning[] {
  return changes
    .flatMap((change) => [...lost(change), ...deletedSooner(change)])
    .map((words) => ({ kind: "data", text: words }));
}

function lost(change: Change): Text[] {
  const holder = holders[change.type];
  if (!holder || (change.effect !== "destroy" && change.effect !== "replace")) return [];
  const [what, usualLoss] = holder;
  const emptied = change.before.force_destroy === true || change.before.force_delete === true;
  const loss = emptied ? "and everything in it is deleted first" : usualLoss;
  const done = change.effect === "destroy" ? "destroyed" : "replaced by a new one";
  return [[`The ${what} `, { code: change.name ?? change.address }, ` is ${done}: ${loss}.`]];
}

/** Changes after which AWS deletes by itself what it keeps until now. */
function deletedSooner({ type, name, address, effect, before, after }: Change): Text[] {
  const called = name ?? address;
  // It cannot be changed, only replaced; the repository stays.
  if (type === "aws_ecr_lifecycle_policy" && (effect === "replace" || effect === "update")) {
    return sooner(imageRules(before.policy), imageRules(after.policy)).map(
      (rule) => text`ECR deletes images of the repository ${plainly(after.repository)} sooner than until now: ${rule}.`,
    );
  }
  if (effect !== "update") return [];
  if (type === "aws_cloudwatch_log_group" && days(after) < days(before)) {
    return [
      text`The log group ${called} keeps logs for ${days(after)} days instead of ${shownDays(days(before))}: older ones are deleted.`,
    ];
  }
  if (type === "aws_sqs_queue" && Number(after.message_retention_seconds) < Number(before.message_retention_seconds)) {
    return [
      text`The queue ${called} keeps messages for ${Number(after.message_retention_seconds)} s instead of ${Number(before.message_retention_seconds)} s: older ones are deleted.`,
    ];
  }
  if (type === "aws_s3_bucket" && after.force_destroy === true && before.force_destroy !== true) {
    return [text`The bucket ${called} gets ${"force_destroy"}: from now on a destroy deletes its objects, too.`];
  }
  if (type === "aws_s3_bucket_lifecycle_configuration") {
    return sooner(objectRules(before.rule), objectRules(after.rule)).map(
      (rule) => text`S3 deletes objects of the bucket ${called} by age, sooner than until now: ${rule}.`,
    );
  }
  return [];
}

/** 0 and none mean for ever ("aws_cloudwatch_log_group", retention_in_days). */
function days({ retention_in_days: value }: Change["before"]): number {
  return Number(value) || Infinity;
}

function shownDays(value: number): string {
  return value === Infinity ? "for ever" : String(value);
}
