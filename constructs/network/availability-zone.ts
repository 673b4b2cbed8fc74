/**
 * The name of an availability zone, as a regular expression: its Region and a letter. Names of Local and Wavelength Zones
 * have a place between, such as `us-west-2-lax-1a` ("Regions and Zones", Amazon EC2 User Guide).
 */
export const availabilityZone = (region: string): string => `^${region}[a-z]$`;

/** For those whose VPC would have zones enough, were it not for that. */
export const localZonesDoNotCount = "A Local Zone does not count beside availability zones.";
