import type { Flags } from '../flags.ts';
import { checkRecords, mailRecords, recordLines, repliesRecord, senderOf } from './mail-records.ts';
import { type Account, confirm, type Dns, type Sender, type Terminal } from './ports.ts';

type Post = { account: Account; terminal: Terminal; dns: Dns };

/** What mail still needs once the stack stands: a proven sender, DNS records, leave to write to anybody, a test. */
export async function mailSteps(post: Post, flags: Flags): Promise<void> {
  const { account, terminal } = post;
  const { identity, address } = senderOf(flags);
  const sender = await account.sender(identity);
  if (flags.domain === undefined) await proveAddress(post, identity, sender);
  else if (sender) await showRecords(post, flags, flags.domain, sender);
  if (flags.repliesAt !== undefined) turnOnRules(post, flags);
  await leaveSandbox(post, flags);
  if (sender?.verified && terminal.interactive) await test(post, address, flags.administratorMail);
}

async function proveAddress({ account, terminal }: Post, address: string, sender: Sender | undefined): Promise<void> {
  if (sender?.verified) return;
  if (sender) return terminal.say(`SES has mailed ${address} a link: mail leaves once it is clicked.`);
  terminal.say(`Mail is to leave from ${address}, and SES wants to know that the address is yours.`);
  if (!terminal.interactive || !(await confirm(terminal, 'Have SES mail a link to it?'))) return;
  await account.verifyAddress(address);
  terminal.say(`Sent: click the link in the mail to ${address} within 24 hours.`);
}

async function showRecords(
  { account, terminal, dns }: Post,
  { administratorMail, repliesAt }: Flags,
  domain: string,
  sender: Sender,
): Promise<void> {
  const { region } = account;
  const records = [
    ...mailRecords(domain, region, administratorMail, sender),
    ...(repliesAt === undefined ? [] : [repliesRecord(repliesAt, region)]),
  ];
  try {
    const lines = recordLines(await checkRecords(records, dns));
    if (lines.length === 0) terminal.say(`All DNS records for mail from ${domain} are there.`);
    else terminal.say(`Add these records to the DNS of ${domain}; deploy again to check them:`, '', ...lines, '');
  } catch (error) {
    // The stack stands already: a network without DNS is no reason to end in an error.
    const all = records.map((record) => ({ ...record, state: 'missing' as const, found: [] }));
    terminal.say(
      `DNS could not be asked (${reasonOf(error)}). These are the records that ${domain} needs:`,
      '',
      ...recordLines(all),
      '',
    );
  }
}

/** Of an account’s sets of rules one is active, and that may be somebody else’s: who deploys decides. */
function turnOnRules({ account, terminal }: Post, { stackName, repliesAt }: Flags): void {
  const command = `aws ses set-active-receipt-rule-set --rule-set-name ${stackName}-replies --region ${account.region}`;
  terminal.say(
    `Replies to ${repliesAt} are taken in once these rules of SES are the active ones, which is done once:`,
    `  ${command}`,
    'If the account has active rules of its own already, put a rule for the same domain and bucket into those instead.',
  );
}

/** AWS reads the request, so the firm has to word and to want it: no flag agrees to it. */
async function leaveSandbox({ account, terminal }: Post, flags: Flags): Promise<void> {
  const { production, review, perDay } = await account.sending();
  if (production) return;
  terminal.say(`Mail is in the SES sandbox: ${perDay} a day, and only to addresses verified in SES.`);
  if (review === 'PENDING')
    return terminal.say('Production access is asked for; AWS answers by mail, mostly within a day.');
  terminal.say('Only verified addresses get mail before AWS has granted production access.');
  if (!terminal.interactive)
    return terminal.say('Ask for it in the console: SES, “Account dashboard”, “Request production access”.');
  if (!(await confirm(terminal, 'Ask AWS for production access now? You will see the request first.'))) return;
  const request = {
    website: (await terminal.ask('Website of the firm, https://…: ')).trim(),
    useCase: useCase(flags.firmName),
    contact: flags.administratorMail,
  };
  terminal.say('', `  Website: ${request.website}`, `  Contact: ${request.contact}`, `  Use: ${request.useCase}`, '');
  if (!(await confirm(terminal, 'Send this request to AWS?'))) return;
  await account.askForProduction(request);
  terminal.say('Sent. AWS answers by mail, mostly within a day.');
}

const useCase = (firm: string): string =>
  `${firm} is a professional firm and runs its practice management in this account. It mails its own clients and staff only: requests for documents, reminders of them, engagement letters, invoices, invitations to sign in. Each address is that of a contact whom the firm works for; there are no lists and no marketing. Bounces and complaints are read from a configuration set and stop mail to that contact. A contact gets at most one digest of reminders a day.`;

async function test({ account, terminal }: Post, from: string, to: string): Promise<void> {
  if (!(await confirm(terminal, `Send a test mail from ${from} to ${to}?`))) return;
  try {
    await account.sendTest(from, to);
    terminal.say(`Sent to ${to}.`);
  } catch (error) {
    // In the sandbox the recipient has to be verified too.
    terminal.say(`SES did not take the test mail: ${reasonOf(error)}`);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
