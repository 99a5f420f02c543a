import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';
import { long, longMail, worst } from './longest.ts';

const again = { name: 'Brandt and Daughters', lifecycle: 'archived' as const };
const person = { name: 'Jon Whitaker', mail: 'jwhitaker@juniper.example', phone: '303-555-0119' };

/** A client, and the same one entered again. */
const twice = async ({ make }: Scene) => {
  const { id: clientId } = await make.client({ client: again }, afterwards);
  const { id: from } = await make.client({ client: again, taxId: '12-3456789' }, afterwards);
  return { params: { clientId }, body: { from } };
};

/** A person, and the same one entered again at another client. */
const metTwice = async ({ make, other, moving }: Scene) => ({
  params: { contactId: await make.contact(person, [other], afterwards) },
  body: { from: await make.contact(person, [moving.clientId], afterwards) },
});

let made = 0;
const everything = (of: string) => ({
  name: long(200, of),
  number: long(24) + String(300_000 + made++),
  lifecycle: 'archived' as const,
  tags: Array.from({ length: 25 }, (_, i) => long(38, of) + String(10 + i)),
  formerNames: [long(200, of)],
  address: { street: long(200, of), city: long(80, of) },
});

export const mergeCalls: readonly BenchCall[] = [
  { route: 'POST /v1/clients/{clientId}/merge/preview', growsWith: 'the team', request: twice },
  { route: 'POST /v1/clients/{clientId}/merge', growsWith: 'the team', request: twice },
  { route: 'POST /v1/contacts/{contactId}/merge/preview', request: metTwice },
  { route: 'POST /v1/contacts/{contactId}/merge', request: metTwice },
  {
    ...worst('POST /v1/clients/{clientId}/merge', () => ({})),
    growsWith: 'the team',
    async request({ make }) {
      const { id: clientId } = await make.client({ client: everything('漢') }, afterwards);
      const { id: from } = await make.client({ client: everything('字'), taxId: '12345678901234567890' }, afterwards);
      return { params: { clientId }, body: { from } };
    },
  },
  {
    ...worst('POST /v1/contacts/{contactId}/merge', () => ({})),
    async request({ make, other, moving }) {
      const whole = (of: string) => ({ name: long(120, of), mail: longMail(made++), phone: long(40, of) });
      return {
        params: { contactId: await make.contact(whole('漢'), [other], afterwards) },
        body: { from: await make.contact(whole('字'), [moving.clientId], afterwards) },
      };
    },
  },
];
