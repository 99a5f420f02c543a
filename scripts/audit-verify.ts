import { parseArgs } from 'node:util';
import { administratorToken, command, localCloud } from './local-cloud.ts';

type Verdict = {
  verdict: 'intact' | 'broken';
  says: string;
  checked: { chains: number; events: number; records: number; erased: number; seals: number };
  finding?: { chain: string; what: string; seq?: number; record?: string; says: string };
  sealedThrough?: string;
  next?: string;
};
type Api = { url: string; token: string; renew?: () => Promise<string> };

/** A deployment by --url and --token (or FIRMAMENT_URL and FIRMAMENT_TOKEN); without, the local cloud. */
async function apiToAsk(): Promise<Api> {
  const { values } = parseArgs({ options: { url: { type: 'string' }, token: { type: 'string' } } });
  const url = values.url ?? process.env.FIRMAMENT_URL;
  const token = values.token ?? process.env.FIRMAMENT_TOKEN;
  if (url !== undefined && token !== undefined) return { url: url.replace(/\/+$/, ''), token };
  if (url !== undefined || token !== undefined)
    throw new Error(
      'A deployment takes both: --url https://… and --token <access token of an administrator or manager>',
    );
  const local = localCloud();
  const renew = () => administratorToken(local);
  return { url: local.url, token: await renew(), renew };
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const mayPass = new Set([409, 429, 502, 503, 504]);

/** One page. A busy API is asked again; a local token that ran out meanwhile is renewed. */
async function verifyPage(api: Api, cursor: string | undefined): Promise<Verdict> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(`${api.url}/v1/audit/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ cursor }),
    }).catch((error: unknown) => {
      throw new Error(`Nobody answers at ${api.url}`, { cause: error });
    });
    if (answer.ok) return (await answer.json()) as Verdict;
    if (tries >= 5 || !(mayPass.has(answer.status) || (answer.status === 401 && api.renew)))
      throw new Error(`Could not verify: ${api.url} answered ${answer.status} ${await answer.text()}`);
    if (answer.status === 401) api.token = await api.renew!();
    else await pause(Number(answer.headers.get('retry-after') ?? tries));
  }
}

function sentence({ verdict, checked, finding, sealedThrough }: Verdict): string {
  const { events, chains, records, erased, seals } = checked;
  if (verdict === 'broken') {
    const { chain = '', what = '', seq, says = '' } = finding ?? {};
    return `Broken: ${what} in ${chain}${seq === undefined ? '' : `, event ${seq}`}. ${says}.`;
  }
  const gone = erased > 0 ? `, ${erased} of them rightly erased,` : '';
  const sealed = sealedThrough
    ? `secured by ${seals} seals up to ${sealedThrough}; what came later could still be cut off unseen`
    : 'no seal was written yet, so an end that was cut off would not show';
  return `Intact: ${events} events${gone} in ${chains} chains and the ${records} records they tell of; ${sealed}.`;
}

/** 0 intact, 1 broken; 2 when it could not be found out. */
async function verify(): Promise<number> {
  const api = await apiToAsk();
  let verdict = await verifyPage(api, undefined);
  while (verdict.next !== undefined) {
    process.stderr.write(`${verdict.checked.events} events in ${verdict.checked.chains} chains so far\n`);
    verdict = await verifyPage(api, verdict.next);
  }
  process.stdout.write(`${sentence(verdict)}\n`);
  return verdict.verdict === 'intact' ? 0 : 1;
}

await command(verify, 2);
