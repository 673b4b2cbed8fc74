/** Values of the metrics that an expression names, for one period; undefined where a metric has no datapoint in it. */
export type Period = Readonly<Record<string, number | undefined>>;

/**
 * A metric math expression for one period ("Using math expressions with CloudWatch metrics"): numbers, metrics, + - * /,
 * comparisons, AND, OR, brackets, IF and FILL with a number. Without a datapoint of one of its metrics there is none of the
 * expression. @throws Error for what else metric math knows
 */
export function evaluate(expression: string, values: Period): number | undefined {
  const tokens = expression.match(/\s*([A-Za-z_]\w*|\d+(?:\.\d+)?|>=|<=|==|!=|&&|\|\||[-+*/()<>,])/g) ?? [];
  const words = tokens.map((token) => token.trim());
  if (words.join("") !== expression.replace(/\s/g, "")) throw new Error(`cannot read the expression ${expression}`);
  let at = 0;

  const take = (expected?: string): string => {
    const word = words[at++];
    if (word === undefined || (expected !== undefined && word !== expected))
      throw new Error(`${expression}: expected ${expected ?? "more"}, found ${word ?? "its end"}`);
    return word;
  };
  type Value = number | undefined;
  const both = (left: Value, right: Value, combine: (a: number, b: number) => number): Value =>
    left === undefined || right === undefined ? undefined : combine(left, right);
  const chain = (next: () => Value, signs: Readonly<Record<string, (a: number, b: number) => number>>) => (): Value => {
    let value = next();
    for (let sign = signs[words[at] ?? ""]; sign !== undefined; sign = signs[words[at] ?? ""]) {
      at++;
      value = both(value, next(), sign);
    }
    return value;
  };
  const bit = (holds: boolean): number => (holds ? 1 : 0);

  const atom = (): Value => {
    const word = take();
    if (word === "(") {
      const value = either();
      take(")");
      return value;
    }
    if (/^\d/.test(word)) return Number(word);
    if (words[at] === "(") return call(word);
    if (!(word in values)) throw new Error(`${expression}: there is no metric ${word}`);
    return values[word];
  };
  const call = (name: string): Value => {
    const given: Value[] = [];
    take("(");
    do given.push(either());
    while (take() === ",");
    const [first, second, third] = given;
    if (name === "FILL") return first ?? second;
    if (name === "IF") return first === undefined ? undefined : first !== 0 ? second : third;
    throw new Error(`${expression}: ${name} is not known here`);
  };
  const product = chain(atom, { "*": (a, b) => a * b, "/": (a, b) => a / b });
  const sum = chain(product, { "+": (a, b) => a + b, "-": (a, b) => a - b });
  const comparison = chain(sum, {
    ">=": (a, b) => bit(a >= b),
    "<=": (a, b) => bit(a <= b),
    ">": (a, b) => bit(a > b),
    "<": (a, b) => bit(a < b),
    "==": (a, b) => bit(a === b),
    "!=": (a, b) => bit(a !== b),
  });
  const all = chain(comparison, { AND: (a, b) => bit(a !== 0 && b !== 0), "&&": (a, b) => bit(a !== 0 && b !== 0) });
  const either: () => Value = chain(all, {
    OR: (a, b) => bit(a !== 0 || b !== 0),
    "||": (a, b) => bit(a !== 0 || b !== 0),
  });

  const value = either();
  if (at < words.length) throw new Error(`${expression}: unexpected ${words[at]}`);
  return value;
}
