import type { Place } from "../place";
import { allow } from "../policy";
import { ownTag } from "../tags";
import { iamPath } from "../names";
import { boundaryArn } from "./boundary";

/** How such statements are written: ARNs of this account in every region, because each model may name its own. */
export function writing(place: Place) {
  return {
    here: (service: string, resource: string) => place.everyRegionArn(service, resource),
    allow,
    tagged: (key: "aws:RequestTag" | "aws:ResourceTag") => ({
      StringEquals: { [`${key}/${ownTag.key}`]: ownTag.value },
    }),
    boundary: boundaryArn(place),
    mine: (kind: string) => place.globalArn("iam", `${kind}${iamPath}*`),
  };
}
