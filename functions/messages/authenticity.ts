/** What the mail service says of itself where it says what it found. */
const service = 'amazonses.com';

type Result = { method: string; is: string; of: string };

const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();

/** Either is a part of the other: whoever has the one has a say in the other, so it is the same house. */
const isAligned = (one: string, other: string): boolean =>
  one.includes('.') && other.includes('.') && (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`));

const saidOf = (name: string, from: readonly string[]): string => {
  const found = from.map((one) => new RegExp(`\\b${name}=(\\S+)`, 'i').exec(one)?.[1]);
  return domainOf(found.find((one) => one !== undefined) ?? '');
};

const about: Readonly<Record<string, string>> = { spf: 'envelope-from', dkim: 'header\\.i', dmarc: 'header\\.from' };

/** `spf=pass (…) client-ip=…; envelope-from=…; dkim=pass header.i=…; dmarc=none header.from=…` */
function resultsIn(found: readonly string[]): Result[] {
  const begins = found.flatMap((part, i) => (/^(?:spf|dkim|dmarc)=/i.test(part) ? [i] : []));
  return begins.map((begin, i) => {
    const own = found.slice(begin, begins[i + 1]);
    const [, method = '', is = ''] = /^(\w+)=(\w+)/.exec(own[0]!) ?? [];
    return { method: method.toLowerCase(), is: is.toLowerCase(), of: saidOf(about[method.toLowerCase()]!, own) };
  });
}

/**
 * Whether the mail service found that a mail comes from where its address says: DMARC passed, or its domain asks for none
 * and what was signed or sent under that domain passed. What cannot be read with certainty proves nothing.
 */
export function isAuthentic(results: string, from: string): boolean {
  // Only an odd sender’s address is quoted, and what stands in it is the sender’s own word.
  if (/["\\]/.test(results)) return false;
  const [by = '', ...found] = results
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(';')
    .map((part) => part.trim());
  if (by.toLowerCase() !== service) return false;
  const all = resultsIn(found);
  const [dmarc, second] = all.filter(({ method }) => method === 'dmarc');
  const domain = domainOf(from);
  const passes = ({ is, of }: Result) => is === 'pass' && isAligned(of, domain);
  if (second || dmarc?.is === 'fail') return false;
  return all.some(passes);
}
