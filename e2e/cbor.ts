/** Reads one CBOR value (RFC 8949), as AWS's `rpc-v2-cbor` protocol sends it: what the SDK writes, and no more. */
export function decodeCbor(bytes: Buffer): unknown {
  let at = 0;

  function length(info: number): number {
    if (info < 24) return info;
    const size = 2 ** (info - 24);
    if (size > 8) throw new Error(`CBOR of a length that is not read here: ${info}`);
    const value = size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  }
  function next(): unknown {
    const [kind, info] = [(bytes[at] ?? 0) >> 5, (bytes[at] ?? 0) & 31];
    at++;
    if (kind === 7) return simple(info);
    const count = info === 31 ? Infinity : length(info);
    switch (kind) {
      case 0:
        return count;
      case 1:
        return -1 - count;
      case 2:
      case 3: {
        const part = bytes.subarray(at, (at += count));
        return kind === 2 ? part : part.toString();
      }
      case 4:
        return items(count, next);
      case 5:
        return Object.fromEntries(items(count, (): [string, unknown] => [String(next()), next()]));
      default:
        // A tag: a time, which is sent as a number.
        return next();
    }
  }
  function items<Item>(count: number, read: () => Item): Item[] {
    const list: Item[] = [];
    while (list.length < count) {
      if (bytes[at] === 0xff) {
        at++;
        break;
      }
      list.push(read());
    }
    return list;
  }
  function simple(info: number): unknown {
    if (info < 24) return info === 21 ? true : info === 20 ? false : null;
    const size = info === 27 ? 8 : info === 26 ? 4 : 2;
    const value = size === 8 ? bytes.readDoubleBE(at) : size === 4 ? bytes.readFloatBE(at) : bytes.readUInt16BE(at);
    at += size;
    return value;
  }
  return next();
}
