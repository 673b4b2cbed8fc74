/** Does the work for every item, `many` at a time, and returns the results in the items' order. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  many: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(many, items.length) }, worker));
  return results;
}
