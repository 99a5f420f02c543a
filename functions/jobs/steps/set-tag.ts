import { broken } from '../../../shared/errors.ts';
import { put } from '../../clients/put.ts';
import { clientEvent } from '../../clients/events.ts';
import { clients, loadClient } from '../../clients/store.ts';
import { clientIdOf } from './client-of.ts';
import type { Effect, Running } from './kind.ts';

const mostTags = 50;

/** Sets a tag of the client, or takes it away. */
export async function setTag(running: Running): Promise<Effect> {
  const { records, auto } = running;
  const tag = String(auto.tag);
  const { client, tail } = await loadClient(records, clientIdOf(running));
  const others = client.tags.filter((one) => one.toLowerCase() !== tag.toLowerCase());
  const hasIt = others.length < client.tags.length;
  if (hasIt === !auto.removes) return {};
  if (!auto.removes && others.length >= mostTags) throw broken(`${client.name} has ${mostTags} tags already`);
  const tags = auto.removes ? others : [...others, tag];
  return { beside: [clientEvent('client.updated', tail, [clients.replace(client, put(client, { tags }, ['tags']))])] };
}
