import type { Request, RequestAct } from './requests.ts';

/** What can be done with a request or an organizer that takes more than a click. */
export type Asked = 'change' | 'send-on' | 'cancel';

type Kept = Pick<Request, 'title' | 'dueOn' | 'ladder' | 'contactIds' | 'senderId'>;
export type AskedValues = Kept & Record<'why' | 'send' | 'reason', string> & { consequence?: string };

/** A request or an organizer; only a request says what follows if nothing comes. */
export type AskedRecord = Kept & { clientId: string; version: number; why?: string; consequence?: string };
export type AskedAct = Pick<RequestAct, 'path' | 'body' | 'method'>;

/** As a form has them, with the day on which it may be sent. */
export function askedValues(record: AskedRecord, send: string, saysConsequence: boolean): AskedValues {
  const { title, dueOn, ladder, contactIds, senderId, why = '', consequence = '' } = record;
  const said = { title, dueOn, ladder, contactIds, senderId, why, send, reason: '' };
  return saysConsequence ? { ...said, consequence } : said;
}

/** Left empty it is taken away. */
const orNone = (text: string) => (text.trim() === '' ? null : text.trim());

function patchOf(values: AskedValues, before: Pick<Kept, 'senderId'>) {
  const { title, dueOn, ladder, contactIds, senderId, why, consequence } = values;
  return {
    title,
    dueOn,
    ladder,
    contactIds,
    // Whoever left may stay who it is from; named anew they would be refused.
    ...(senderId !== before.senderId && { senderId }),
    why: orNone(why),
    ...(consequence !== undefined && { consequence: orNone(consequence) }),
  };
}

/** What each of them asks the API for. */
export function actOf(asked: Asked, values: AskedValues, before: Pick<Kept, 'senderId'>): AskedAct {
  switch (asked) {
    case 'change':
      return { path: '', method: 'PATCH', body: patchOf(values, before) };
    case 'send-on':
      return { path: '/send', body: { send: values.send } };
    case 'cancel':
      return { path: '/cancel', body: values.reason.trim() === '' ? {} : { reason: values.reason.trim() } };
  }
}
