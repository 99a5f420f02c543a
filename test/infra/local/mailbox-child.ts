import { startAwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { mailbox } from '../../../infra/local/mail/mailbox.ts';
import { ses } from '../../../infra/local/mail/ses.ts';
import { openStore } from '../../../infra/local/store.ts';

/** SES in a process of its own, for the test that kills it. Prints its address. */
const store = openStore(process.argv[2]!);
const clock = movableClock();
const api = await startAwsApi({ rest: [ses({ mailbox: mailbox({ store, clock }), store, clock })] });
process.stdout.write(`${api.url}\n`);
