import { text } from "./kinds/text";

export const taskFamily = text({
  words: "letters, digits, `-`, `_`; at most 255",
  max: 255,
  rules: [{ fits: /^[A-Za-z0-9_-]*$/u, otherwise: "may hold letters, digits, - and _ only" }],
});

export const containerImage = text({
  words: "an image reference with a tag",
  max: 512,
  rules: [
    {
      fits: /^([a-zA-Z0-9.-]+(:[0-9]+)?\/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/u,
      otherwise: "is not an image reference such as 123456789012.dkr.ecr.us-west-2.amazonaws.com/mbari/detector:1.0.0",
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

export const vpcName = text({ words: "a Name tag", max: 256 });

export const keyPair = text({
  words: "a key pair's name",
  max: 255,
  rules: [{ fits: /^[ -~]*$/u, otherwise: "may hold ASCII characters only" }],
});

export const email = text({
  words: "an email address",
  max: 254,
  rules: [{ fits: /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;."]+$/u, otherwise: "is not an email address" }],
});

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/u;

export const cidr = text({
  words: "IPv4 range such as `192.0.2.0/24`",
  max: 18,
  rules: [{ fits: IPV4, otherwise: "is not an IPv4 range such as 192.0.2.0/24 (a single address ends in /32)" }],
  also: (range) => {
    const [, ...parts] = IPV4.exec(range) ?? [];
    const [a = 0, b = 0, c = 0, d = 0, bits = 0] = parts.map(Number);
    if (Math.max(a, b, c, d) > 255 || bits > 32)
      return "is not an IPv4 range: numbers are at most 255, the last at most 32";
    const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const network = bits === 0 ? 0 : (address & (0xffffffff << (32 - bits))) >>> 0;
    if (address === network) return undefined;
    const dotted = [24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join(".");
    return `has bits outside its prefix; write ${dotted}/${bits}`;
  },
});
