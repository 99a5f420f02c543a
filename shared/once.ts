/** What follows from a value, worked out once for as long as someone holds the value. */
export function once<Given extends object, Found>(find: (given: Given) => Found): (given: Given) => Found {
  const known = new WeakMap<Given, { found: Found }>();
  return (given) => {
    const had = known.get(given);
    if (had) return had.found;
    const found = find(given);
    known.set(given, { found });
    return found;
  };
}
