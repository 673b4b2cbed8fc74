import { text } from "./kinds/text";

const FORM = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/u;

/** An IPv4 range that EC2 takes as it is: with bits beyond the prefix, Terraform would see a change in every plan. */
export const cidr = text({
  words: "IPv4 range such as `192.0.2.0/24`",
  max: 18,
  rules: [{ fits: FORM, otherwise: "is not an IPv4 range such as 192.0.2.0/24 (a single address ends in /32)" }],
  also: (range) => {
    const [, a = 0, b = 0, c = 0, d = 0, bits = 0] = (FORM.exec(range) ?? []).map(Number);
    if (Math.max(a, b, c, d) > 255 || bits > 32) return "is not an IPv4 range: parts go up to 255, the prefix up to 32";
    const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const network = bits === 0 ? 0 : (address & (0xffffffff << (32 - bits))) >>> 0;
    const canonical = `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join(".")}/${bits}`;
    return range === canonical ? undefined : `is not the beginning of a range; write ${canonical}`;
  },
});
