import { GPU_INSTANCE_TYPES, unsuitability } from "./gpu-instance-types";
import { choice } from "./kinds/choice";
import { text } from "./kinds/text";
import { REGIONS } from "./regions";

/**
 * `CreateCapacityProvider`: a name may not start with aws, ecs or fargate. Buckets take it, too: 63 characters with the rest,
 * none that starts with `sthree-` ("General purpose bucket naming rules"), as no security group does with `sg-`
 * ("CreateSecurityGroup") and no load balancer with `internal-` ("CreateLoadBalancer").
 */
export const stackName = text({
  words: "letters and digits, a letter first; at most 28",
  max: 28,
  rules: [
    { fits: /^[A-Za-z]/u, otherwise: "does not start with a letter" },
    {
      fits: /^[A-Za-z0-9]*$/u,
      otherwise: "may hold letters and digits only: the client finds a fleet by the text before the first -",
    },
    {
      fits: /^(?!([aA][wW][sS]|[eE][cC][sS]|[fF][aA][rR][gG][aA][tT][eE]))/u,
      otherwise: "may not start with aws, ecs or fargate: ECS refuses such names of capacity providers",
    },
    {
      // Constructs keep each other by name in a plain object ("There is already a Construct with name 'constructor'").
      fits: /^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)/u,
      otherwise: "is a name that every JavaScript object has, over which CDKTF stumbles; choose another",
    },
    {
      fits: /^(?!([sS][gG]|[sS][tT][hH][rR][eE][eE]|[iI][nN][tT][eE][rR][nN][aA][lL])$)/u,
      otherwise:
        "may not be sg, sthree or internal: AWS keeps names that start with sg-, sthree- or internal- for itself",
    },
  ],
});

export const region = choice(new Map(REGIONS.map((name) => [name, name])), "AWS region", () => undefined);

export const instanceType = choice(GPU_INSTANCE_TYPES, "GPU instance type", unsuitability);

/** "RegisterTaskDefinition", family. */
export const taskFamily = text({
  words: "letters, digits, `-`, `_`; at most 255",
  max: 255,
  rules: [{ fits: /^[A-Za-z0-9_-]*$/u, otherwise: "may hold letters, digits, - and _ only" }],
});

/**
 * The grammar of image references ("distribution/reference"): host, path in lower case, tag, digest. A first part with
 * neither a dot nor a port is meant as a path; Docker takes capitals in it for a host all the same (`splitDockerDomain`), and
 * finds none. A tag alone is one of the stack's own repository.
 */
export const containerImage = text({
  words: "image reference with a tag, or `:tag` of the stack's own `Repository`",
  max: 512,
  rules: [
    { fits: /^(?!.*:\/\/)/u, otherwise: "is a URL; leave out what stands before the host name" },
    {
      fits: /^(([a-zA-Z0-9-]+((\.[a-zA-Z0-9-]+)+(:[0-9]+)?|:[0-9]+)\/)?[a-z0-9]+((\.|__?|-+|\/)[a-z0-9]+)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?|:[\w][\w.-]{0,127})$/u,
      otherwise:
        "is not an image reference such as mbari/detector:1.0.0: names in lower case between single slashes, a colon, a tag",
    },
  ],
});

export const vpcId = text({
  words: "`vpc-…`",
  max: 21,
  rules: [
    { fits: /^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/u, otherwise: "is not the id of a VPC such as vpc-0123456789abcdef0" },
  ],
});

export const subnetId = text({
  words: "`subnet-…`",
  max: 24,
  rules: [
    {
      fits: /^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/u,
      otherwise: "is not the id of a subnet such as subnet-0123456789abcdef0",
    },
  ],
});

/** No id, nor one with a digit too few or too many; `vpc-1`, which has fewer, is somebody's name. */
export const NO_VPC_ID = /^(?!vpc-[0-9a-fA-F]{8,}$)/u;

/** What EC2 takes in the values of a filter for more than itself ("List and filter using the CLI and API"). */
export const NO_WILDCARD = /^[^*?\\]*$/u;

/**
 * An id in the place of a name would be found out only by AWS, which knows no VPC of that name; a wildcard not even there,
 * but would take a VPC of another name.
 */
export const vpcName = text({
  words: "name, without `*`, `?` and `\\`",
  max: 256,
  rules: [
    { fits: NO_VPC_ID, otherwise: "is the id of a VPC, not its Name tag; write it as VpcId" },
    {
      fits: NO_WILDCARD,
      otherwise: "may not hold *, ? or \\, with which EC2 finds VPCs of other names; write the id as VpcId instead",
    },
  ],
});

/** "CreateKeyPair": up to 255 ASCII characters. */
export const keyPair = text({
  words: "name",
  max: 255,
  rules: [{ fits: /^[ -~]*$/u, otherwise: "may hold ASCII characters only" }],
});

export const email = text({
  words: "email address",
  max: 254,
  rules: [{ fits: /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;."]+$/u, otherwise: "is not an email address" }],
});
