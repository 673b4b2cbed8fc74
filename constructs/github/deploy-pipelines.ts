import { makingAlarms } from "./deploy-permissions";
import { writing } from "./writing";
import type { Place } from "../place";
import type { Statement } from "../policy";

/**
 * What Terraform writes of a pipeline's stack, beside what models' stacks have, too. The table holds data: nobody deletes it
 * from GitHub, nor the queue of what could not be handed on.
 */
export function deployPipelines(place: Place): Statement[] {
  const { here, allow } = writing(place);
  return [
    allow(
      "MakeTables",
      [
        "dynamodb:CreateTable",
        "dynamodb:TagResource",
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
      ],
      here("dynamodb", "table/*-videos"),
    ),
    allow(
      "MakePipes",
      ["pipes:CreatePipe", "pipes:DeletePipe", "pipes:TagResource", "pipes:UntagResource", "pipes:UpdatePipe"],
      here("pipes", "pipe/*-to-*"),
    ),
    allow(
      "MakeUndelivered",
      ["sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"],
      here("sqs", "*-undelivered"),
    ),
    allow("AlarmUndelivered", makingAlarms, here("cloudwatch", "alarm:*-undelivered")),
  ];
}
