import type { Place } from "../place";
import type { Statement } from "../policy";

/**
 * The channel through which a shell is opened: from an instance with Session Manager ("Create a custom IAM role for Session
 * Manager"), from a container with ECS Exec ("Task IAM role", ECS Exec permissions). None of the four names a resource
 * ("Actions, resources, and condition keys for Amazon Session Manager Message Gateway Service"); nothing is opened before
 * a person whom IAM allows it asks for it.
 */
export function sessionChannel(place: Place): Statement {
  return {
    Sid: "OfferAShell",
    Effect: "Allow",
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
  };
}
