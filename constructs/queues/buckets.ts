import { Construct } from "constructs";
import { bucketName } from "../names";
import type { Place } from "../place";
import { PrivateBucket } from "./private-bucket";

export interface BucketsProps {
  readonly stackName: string;
  readonly place: Place;
}

/** The bucket that videos are uploaded to and the one that results are written to. */
export class Buckets extends Construct {
  readonly videoName: string;
  readonly trackName: string;
  readonly video: PrivateBucket;
  readonly track: PrivateBucket;

  constructor(scope: Construct, id: string, props: BucketsProps) {
    super(scope, id);
    const { place } = props;
    this.videoName = bucketName(props.stackName, "video", place.accountId, place.region);
    this.trackName = bucketName(props.stackName, "track", place.accountId, place.region);
    this.video = new PrivateBucket(this, "video", { name: this.videoName, place });
    this.track = new PrivateBucket(this, "track", { name: this.trackName, place });
  }
}
