import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aFirm, type Answer } from '../../support/call.ts';
import { aThread, someThread, toldByMail } from '../../support/messages.ts';
import { verbs } from '../../support/office.ts';
import { aClientToAsk, aFirmThatWrites, asContact, officeHours } from '../../support/requests.ts';

const folder = join(import.meta.dirname, '../../../functions/messages');

/** Every file that this one can reach by what it imports. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g))
    reached(resolve(dirname(file), path!), seen);
  return seen;
}

describe('what the team notes about a conversation', () => {
  test('is nowhere in what the portal and the mails are made of', () => {
    const notes = join(folder, 'note.ts');
    for (const file of [
      'portal-routes.ts',
      'portal-writing.ts',
      'portal-view.ts',
      'file-routes.ts',
      'mail-step.ts',
      'reply-to.ts',
    ])
      expect(reached(join(folder, file)).has(notes), file).toBe(false);
    expect(reached(join(folder, 'note-routes.ts')).has(notes)).toBe(true);
  });

  test('is in no answer of the portal and in no mail, whatever is written in whatever order', async () => {
    const deeds = fc.array(fc.constantFrom('note', 'firm', 'client', 'close', 'assign'), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        at(officeHours);
        const firm = await aFirm();
        await aFirmThatWrites(firm);
        const { clientId, contactId } = await aClientToAsk(firm);
        const us = verbs(firm.admin.call);
        const them = verbs(asContact(firm, contactId, [clientId]));
        const { id } = await aThread(firm.admin.call, clientId, someThread(contactId));
        await toldByMail(firm, id);
        const secret = (n: number) => `Secret ${n}`;
        for (const [n, deed] of ['note', ...all].entries()) {
          if (deed === 'note') await us.post(`/v1/threads/${id}/notes`, { text: secret(n), mentions: [firm.admin.id] });
          if (deed === 'firm') await us.post(`/v1/threads/${id}/messages`, { text: `Said ${n}` });
          if (deed === 'client') await them.post(`/portal/v1/threads/${id}/messages`, { text: `Said ${n}` });
          if (deed === 'close') await us.post(`/v1/threads/${id}/close`);
          if (deed === 'assign') await us.patch(`/v1/threads/${id}`, { assignedTo: firm.admin.id });
        }
        await toldByMail(firm, id);
        const noted = (await us.get(`/v1/threads/${id}/notes`)).body.items;
        expect(noted.length).toBe(all.filter((deed) => deed === 'note').length + 1);
        const paths = ['', `/${id}`, `/${id}/messages`].map((path) => `/portal/v1/threads${path}`);
        const answers: Answer[] = await Promise.all(paths.map((path) => them.get(path)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
        const mails = firm.memory.all().filter(({ pk }) => pk.startsWith('MAIL#'));
        expect(mails.length).toBeGreaterThan(0);
        expect(JSON.stringify([answers.map(({ body }) => body), mails])).not.toContain('Secret');
      }),
      { numRuns: 15 },
    );
  });
});
