import { Construct } from "constructs";
import type { Place } from "./place";
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
    // Account and region make the name unique among all of S3's; with 28 characters of StackName it stays below 63.
    const name = (purpose: string) => `${props.stackName.toLowerCase()}-${purpose}-${place.accountId}-${place.region}`;
    this.videoName = name("video");
    this.trackName = name("track");
    this.video = new PrivateBucket(this, "video", { name: this.videoName, place });
    this.track = new PrivateBucket(this, "track", { name: this.trackName, place });
  }
}
