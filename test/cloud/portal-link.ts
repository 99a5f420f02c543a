import type { Running } from './running.ts';

const tries = 100;

/** The link in the newest mail to someone, as it stands in the local mailbox; such as is on its way is waited for. */
export async function linkMailedTo(cloud: Running, mail: string, triesLeft = tries): Promise<URL> {
  await cloud.local('/settled');
  const { items } = (await cloud.call('GET', `/local/mail.json?to=${encodeURIComponent(mail)}`)).body;
  const [link] = /http:\/\/\S+\/portal#[\w-]{43}/.exec(items[0]?.text ?? '') ?? [];
  if (link !== undefined) return new URL(link);
  if (triesLeft === 0) throw new Error(`No mail to ${mail} has a link: ${JSON.stringify(items).slice(0, 400)}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  return linkMailedTo(cloud, mail, triesLeft - 1);
}

/** A live firm with a client and a contact whose portal is switched on. */
export async function aClientWithPortal(cloud: Running, person: object = {}) {
  const token = await cloud.token();
  const call = async (method: string, path: string, body?: object) => {
    const reply = await cloud.call(method, path, { token, body });
    if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  };
  const client = await call('POST', '/v1/clients', { name: 'Halcyon Orthotics, LLC', lifecycle: 'active' });
  const contact = await call('POST', `/v1/clients/${client.id}/contacts`, {
    name: 'Odile Marchetti',
    mail: 'odile@halcyon.example',
    portal: true,
    ...person,
  });
  await call('POST', '/v1/firm/go-live');
  return { call, clientId: client.id as string, contactId: contact.id as string };
}
