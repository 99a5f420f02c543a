import * as z from 'zod';
import { TimeZone } from '../shared/dates/zone.ts';
import { Currency } from '../shared/money.ts';

const flag = (meaning: string) => ({ description: meaning });
const yesOrNo = z.union([z.boolean(), z.stringbool()]);

/** Every choice a firm makes when it deploys: `npx cdk deploy -c firmName='Acme LLP' -c …`, or `context` in cdk.json. */
export const Flags = z.object({
  firmName: z.string().trim().min(1).max(100).meta(flag('The firm, as its people and clients read it.')),
  administratorMail: z
    .email()
    .meta(flag('The first administrator: gets the invitation to sign in, and every alarm of the stack.')),
  timeZone: TimeZone.default('America/New_York').meta(
    flag('The firm’s IANA time zone at the first deployment; its settings can change it later.'),
  ),
  currency: Currency.default('USD').meta(flag('The firm’s currency at the first deployment, by its ISO 4217 code.')),
  profession: z
    .enum(['accounting', 'bookkeeping', 'law', 'consulting'])
    .default('accounting')
    .meta(
      flag(
        'What the firm does, which decides the words that people read: job, matter or project. Its settings can change it later.',
      ),
    ),
  domain: z
    .string()
    .regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain name such as acme-tax.com')
    .optional()
    .meta(
      flag('A domain of the firm. With it, mail is sent from the domain, signed; its DNS records are yours to set.'),
    ),
  hardened: yesOrNo
    .default(false)
    .meta(
      flag(
        'Customer-managed keys for table and buckets, threat protection at sign-in, logs kept a year, seals that nobody can delete before their time, a web application firewall before the site, and an API that can be reached through it only. Costs more.',
      ),
    ),
  local: yesOrNo
    .default(false)
    .meta(flag('Set by the local cloud: no second factor and sign-in with a plain password. Never for a deployment.')),
  repliesAt: z
    .string()
    .regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain name such as reply.acme-tax.com')
    .optional()
    .meta(
      flag(
        'A subdomain of domain whose mail nobody reads otherwise, such as reply.acme-tax.com. With it, clients can reply to mail about conversations, and the replies and their attachments land there. SES has to receive mail in the region, and the subdomain’s MX record has to lead to it: `npm run deploy` looks at both.',
      ),
    ),
  sealRetentionDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(2557)
    .meta(flag('How long a nightly seal is locked against deletion, in days. 2557 is seven years.')),
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must begin with a letter, then letters, digits and hyphens, at most 64')
    .default('Firmament')
    .meta(flag('The stack’s name. A second one in the same account and region needs a name of its own.')),
  webAcl: z
    .string()
    .regex(/^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/\S+$/, 'is not the ARN of a web ACL for CloudFront')
    .optional()
    .meta(
      flag(
        'A web ACL of your own before the site, by its ARN. Without one, hardened brings its own; outside us-east-1 `npm run deploy` makes it in a stack beside and fills this in.',
      ),
    ),
});
export type Flags = z.infer<typeof Flags>;
export type FlagInput = z.input<typeof Flags>;

/** The toolkit's own context has a colon or a slash in its keys; what has none is meant as a flag. */
const isToolkits = (key: string) => /[:/@]/.test(key) || key === 'cdk-migrate';

/** A sentence for whoever deploys; where in the code it was found out is of no use to them. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** Reads the flags out of the app's context, and refuses what is unknown or wrong in words. */
export function readFlags(context: Readonly<Record<string, unknown>>): Flags {
  const given = Object.fromEntries(
    Object.entries(context).filter(([key, value]) => !isToolkits(key) && value !== undefined),
  );
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(Flags.shape, key));
  if (unknown.length > 0)
    throw new FlagError(
      `There is no flag ${unknown.join(', ')}. The flags are: ${Object.keys(Flags.shape).join(', ')}.`,
    );
  const result = Flags.safeParse(given);
  if (result.success) return checkReplies(result.data);
  const wrong = result.error.issues.map(({ path, message }) =>
    path[0] !== undefined && !Object.hasOwn(given, path[0])
      ? `The flag ${String(path[0])} is missing: give -c ${String(path[0])}='…'.`
      : `The flag ${path.join('.')} is wrong: ${message}.`,
  );
  throw new FlagError(wrong.join('\n'));
}

/** Mail that is received at the domain itself would be the firm's own: only below it is there none. */
function checkReplies(flags: Flags): Flags {
  const { domain, repliesAt, local } = flags;
  // No mail comes into the local cloud from outside.
  if (repliesAt === undefined || local || (domain !== undefined && repliesAt.endsWith(`.${domain}`))) return flags;
  throw new FlagError(
    domain === undefined
      ? 'The flag repliesAt needs the flag domain: replies are received below the domain that mail is sent from.'
      : `The flag repliesAt is wrong: it has to be below ${domain}, such as reply.${domain}.`,
  );
}

/** `docs/flags.md`, from the same list. */
export function flagsDocument(): string {
  const sections = Object.entries(Flags.shape).map(([name, schema]) => {
    const { success, data } = schema.safeParse(undefined);
    const absent = !success ? 'Required.' : data === undefined ? 'Optional.' : `Default: \`${JSON.stringify(data)}\`.`;
    return `## ${name}\n\n${schema.description} ${absent}\n`;
  });
  return [
    '# Flags\n',
    'The choices of a deployment, given as `-c name=value` or under `context` in `cdk.json`. An unknown flag is refused.\n',
    ...sections,
  ].join('\n');
}
