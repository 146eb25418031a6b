/** Parts values by a name, in the order in which names come up. (`Map.groupBy` is Node 21's.) */
export function groupBy<Value>(
  values: Iterable<Value>,
  nameOf: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const name = nameOf(value);
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}
