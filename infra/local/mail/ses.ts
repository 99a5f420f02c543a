import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError, readBody, sendJson, type RestService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { decodePercent } from '../gateway/routes.ts';
import { parseAddress } from './mailbox-address.ts';
import type { Mailbox } from './mailbox.ts';
import { badRequest, checkAddress } from './ses-address.ts';
import { eventsOf, type SesEvent } from './ses-events.ts';
import { identities, type Identities } from './ses-identities.ts';
import { parseInput, SendEmail, toMail } from './ses-message.ts';
import { suppressionList, type SuppressionList } from './ses-suppression.ts';

export type SesOptions = {
  mailbox: Mailbox;
  store: DatabaseSync;
  clock: Clock;
  /** A new account's state: mail goes to verified addresses and the mailbox simulator only. */
  sandbox?: boolean;
  /** The stack's verified addresses and domains. Where given, mail is sent from these only. */
  identities?: readonly string[];
  /** Takes what simulated and suppressed recipients bring about, after the sender has its answer. */
  onEvent?: (event: SesEvent) => void | Promise<void>;
  /** Takes the errors of `onEvent`, which no sender sees. */
  report?: (error: unknown) => void;
};

/** `argument` is the path's last part: an identity or an address. */
type Call = { argument: string; input: unknown; response: ServerResponse };
type Operation = (call: Call) => unknown;

const CreateIdentity = z.object({ EmailIdentity: z.string().min(1) });
const PutSuppressed = z.object({ EmailAddress: z.string(), Reason: z.enum(['BOUNCE', 'COMPLAINT']) });

const identityType = (name: string) => (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN');
const verified = { VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS' };

async function inputOf(request: IncomingMessage): Promise<unknown> {
  const text = (await readBody(request)).toString();
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw badRequest('The request is not JSON');
  }
}

function sendEmail(options: SesOptions, known: Identities, suppressed: SuppressionList): Operation {
  const { mailbox, sandbox, identities: ofStack } = options;

  function checkVerified(addresses: readonly string[]): void {
    const failed = addresses.filter((address) => !known.covers(address));
    if (failed.length)
      throw new AwsError(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region LOCAL: ${failed.join(', ')}`,
      );
  }

  return ({ input, response }) => {
    const message = parseInput(SendEmail, input);
    const mail = toMail(message);
    if (ofStack) checkVerified([parseAddress(message.FromEmailAddress ?? mail.from)?.address ?? mail.from]);
    const recipients = mail.recipients ?? [];
    if (sandbox) checkVerified(recipients.filter((address) => !/@simulator\.amazonses\.com$/i.test(address)));
    const MessageId = mailbox.keep(mail);
    const sent = { mail: mailbox.read(MessageId)!, configurationSet: message.ConfigurationSetName };
    const events = eventsOf({ ...sent, tags: message.EmailTags }, (address) => !!suppressed.get(address));
    response.once('close', () => void publish(events, options));
    return { MessageId };
  };
}

async function publish(events: readonly SesEvent[], { onEvent, report = console.error }: SesOptions): Promise<void> {
  try {
    for (const event of events) await onEvent?.(event);
  } catch (error) {
    report(error);
  }
}

function operations(options: SesOptions): Record<string, Operation> {
  const { store, clock, sandbox = false } = options;
  const known = identities(store, options.identities ?? []);
  const suppressed = suppressionList(store, clock);
  const quota = sandbox ? { Max24HourSend: 200, MaxSendRate: 1 } : { Max24HourSend: 50_000, MaxSendRate: 14 };

  return {
    'POST outbound-emails': sendEmail(options, known, suppressed),
    'GET account': () => ({
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: !sandbox,
      SendingEnabled: true,
      SendQuota: { ...quota, SentLast24Hours: options.mailbox.count(clock.now() - 86_400_000) },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    }),
    'POST list-identities': () => ({
      EmailIdentities: known.list().map((name) => ({
        IdentityName: name,
        IdentityType: identityType(name),
        SendingEnabled: true,
        VerificationStatus: verified.VerificationStatus,
      })),
    }),
    'POST identities'({ input }) {
      const { EmailIdentity } = parseInput(CreateIdentity, input);
      known.create(EmailIdentity);
      return { IdentityType: identityType(EmailIdentity), VerifiedForSendingStatus: true };
    },
    'GET identities/'({ argument }) {
      if (!known.list().includes(argument))
        throw new AwsError('NotFoundException', `Email identity ${argument} does not exist.`, 404);
      return { IdentityType: identityType(argument), FeedbackForwardingStatus: true, ...verified };
    },
    'DELETE identities/'({ argument }) {
      known.remove(argument);
    },
    'GET suppression/addresses': () => ({ SuppressedDestinationSummaries: suppressed.list() }),
    'PUT suppression/addresses'({ input }) {
      const { EmailAddress, Reason } = parseInput(PutSuppressed, input);
      suppressed.put(checkAddress(EmailAddress), Reason);
    },
    'GET suppression/addresses/'({ argument }) {
      const found = suppressed.get(argument);
      if (!found) throw notSuppressed(argument);
      return { SuppressedDestination: found };
    },
    'DELETE suppression/addresses/'({ argument }) {
      if (!suppressed.get(argument)) throw notSuppressed(argument);
      suppressed.remove(argument);
    },
  };
}

const notSuppressed = (address: string) =>
  new AwsError('NotFoundException', `Email address ${address} does not exist on your suppression list.`, 404);

/** SES v2. A mail that it acknowledges is in the mailbox on disk, and goes no further. */
export function ses(options: SesOptions): RestService {
  const byRoute = operations(options);
  return async (request, response, url) => {
    const [, path = '', argument = ''] =
      /^\/v2\/email\/((?:suppression\/addresses|identities)\/?|[\w-]+)(.*)$/.exec(url.pathname) ?? [];
    const operation = byRoute[`${request.method} ${path}`];
    if (!operation || (!path.endsWith('/') && argument)) return false;
    const input = await inputOf(request);
    const output = await operation({ argument: decodePercent(argument), input, response });
    sendJson(response, 200, output, 'application/json');
    return true;
  };
}
