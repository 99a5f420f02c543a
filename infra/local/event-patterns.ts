/** What EventBridge rules and Lambda event filters match events with. */
export type Pattern = { [key: string]: unknown };

type Test = (value: unknown) => boolean;

const comparisons = new Map<unknown, (value: number, bound: number) => boolean>([
  ['=', (value, bound) => value === bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);

const textOperators = new Map<string, (wanted: string, path: string) => (value: string) => boolean>([
  ['prefix', (wanted) => (value) => value.startsWith(wanted)],
  ['suffix', (wanted) => (value) => value.endsWith(wanted)],
  ['equals-ignore-case', (wanted) => (value) => value.toLowerCase() === wanted.toLowerCase()],
  ['wildcard', (wanted, path) => wildcardTest(wanted, path)],
]);

/** Does the event match? A pattern that EventBridge would not accept throws instead of matching by chance. */
export function matchesPattern(pattern: Pattern, value: unknown): boolean {
  checkPattern(pattern);
  return matchesObject(pattern, value);
}

const checked = new WeakSet<Pattern>();

/** Refuses by name what is not understood, so that a rule is never silently too wide or too narrow. */
export function checkPattern(pattern: Pattern): void {
  if (checked.has(pattern)) return;
  checkObject(pattern, '');
  checked.add(pattern);
}

function checkObject(pattern: Pattern, path: string): void {
  const fields = Object.entries(pattern);
  if (!fields.length) throw new TypeError(`Event pattern${at(path)}: an empty object matches nothing, name a field`);
  for (const [field, wanted] of fields) {
    const here = path ? `${path}.${field}` : field;
    if (field === '$or') alternatives(wanted, here).forEach((one, index) => checkObject(one, `${here}[${index}]`));
    else if (Array.isArray(wanted)) {
      if (!wanted.length) throw new TypeError(`Event pattern${at(here)}: an empty list matches nothing`);
      for (const one of wanted) if (!isExistence(one)) testOf(one, here);
    } else if (isObject(wanted)) checkObject(wanted, here);
    else throw new TypeError(`Event pattern${at(here)}: write the value in a list, [${JSON.stringify(wanted)}]`);
  }
}

function alternatives(wanted: unknown, path: string): Pattern[] {
  if (Array.isArray(wanted) && wanted.length > 1 && wanted.every(isObject)) return wanted;
  throw new TypeError(`Event pattern${at(path)}: $or wants a list of at least two patterns`);
}

function matchesObject(pattern: Pattern, value: unknown): boolean {
  // An array in the event matches when one of its elements does.
  if (Array.isArray(value) && value.length) return value.some((element) => matchesObject(pattern, element));
  const event = isObject(value) ? value : {};
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return alternatives(wanted, field).some((one) => matchesObject(one, value));
    const found = Object.hasOwn(event, field) ? event[field] : undefined;
    return Array.isArray(wanted)
      ? wanted.some((one) => matchesLeaf(one, found, field))
      : matchesObject(wanted as Pattern, found);
  });
}

function matchesLeaf(wanted: unknown, found: unknown, field: string): boolean {
  const leaves = [found]
    .flat(Infinity)
    .filter((leaf) => leaf === null || !['object', 'undefined'].includes(typeof leaf));
  if (isExistence(wanted)) return leaves.length > 0 === wanted.exists;
  return leaves.some(testOf(wanted, field));
}

function testOf(wanted: unknown, path: string): Test {
  if (isScalar(wanted)) return (value) => value === wanted;
  const [operator, operand] = operatorOf(wanted, path);
  switch (operator) {
    case 'exists':
      throw wrong('exists', 'true or false', path);
    case 'numeric':
      return numericTest(operand, path);
    case 'anything-but':
      return not(exclusion(operand, path));
    default:
      return textTest(operator, operand, path);
  }
}

/** What `anything-but` must not be: a value, one of a list, or text by one operator. */
function exclusion(operand: unknown, path: string): Test {
  const values = [operand].flat();
  if (values.length && values.every(isScalar)) return (value) => values.includes(value);
  const [operator, texts] = operatorOf(operand, path);
  if (!textOperators.has(operator)) throw unknownOperator(`anything-but ${operator}`, path);
  const tests = [texts].flat().map((text) => textTest(operator, text, path));
  return (value) => tests.some((test) => test(value));
}

function textTest(operator: string, operand: unknown, path: string): Test {
  const compare = textOperators.get(operator);
  if (!compare) throw unknownOperator(operator, path);
  const [wanted, fold] = foldedText(operator, operand, path);
  const test = compare(wanted, path);
  return (value) => typeof value === 'string' && test(fold(value));
}

/** `prefix` and `suffix` can be told to ignore case: `{ prefix: { "equals-ignore-case": "inv" } }`. */
function foldedText(operator: string, operand: unknown, path: string): [string, (text: string) => string] {
  if (typeof operand === 'string') return [operand, (text) => text];
  const [inner, text] = isObject(operand) && ['prefix', 'suffix'].includes(operator) ? operatorOf(operand, path) : [];
  if (inner !== 'equals-ignore-case' || typeof text !== 'string') throw wrong(operator, 'a string', path);
  return [text.toLowerCase(), (value) => value.toLowerCase()];
}

/** `*` stands for any characters; `\*` and `\\` stand for themselves. */
function wildcardTest(wildcard: string, path: string): (value: string) => boolean {
  const parts = wildcard.match(/\\[*\\]|\*+|[^*\\]+|\\/g) ?? [];
  const source = parts.map((part) => {
    if (part === '*') return '[^]*';
    if (part === '\\' || part.startsWith('**')) throw wrong('wildcard', 'no ** and \\ only before * or \\', path);
    const text = /^\\./.test(part) ? part.slice(1) : part;
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const expression = new RegExp(`^${source.join('')}$`);
  return (value) => expression.test(value);
}

function numericTest(operand: unknown, path: string): Test {
  if (!Array.isArray(operand) || !operand.length || operand.length % 2) {
    throw wrong('numeric', 'pairs of a comparison and a number, as [">=", 0, "<", 10]', path);
  }
  const tests = Array.from({ length: operand.length / 2 }, (_, index) => {
    const [comparison, bound] = operand.slice(2 * index, 2 * index + 2) as unknown[];
    const compare = comparisons.get(comparison);
    if (!compare) throw unknownOperator(`numeric ${String(comparison)}`, path);
    if (typeof bound !== 'number') throw wrong('numeric', 'numbers to compare with', path);
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function operatorOf(wanted: unknown, path: string): [operator: string, operand: unknown] {
  const [first, ...others] = isObject(wanted) ? Object.entries(wanted) : [];
  if (!first || others.length) {
    throw new TypeError(`Event pattern${at(path)}: expected a value or one operator, got ${JSON.stringify(wanted)}`);
  }
  return first;
}

const not =
  (test: Test): Test =>
  (value) =>
    !test(value);
const at = (path: string) => (path ? ` at ${path}` : '');
const wrong = (operator: string, expected: string, path: string) =>
  new TypeError(`Event pattern${at(path)}: ${operator} wants ${expected}`);
const unknownOperator = (operator: string, path: string) =>
  new TypeError(`Event pattern${at(path)}: the operator "${operator}" is not emulated`);

const isObject = (value: unknown): value is Pattern =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isExistence = (value: unknown): value is { exists: boolean } =>
  isObject(value) && Object.keys(value).length === 1 && typeof value.exists === 'boolean';
