import { describe, expect, test } from 'vitest';
import type { Client } from '../../../functions/clients/client.ts';
import type { Contact } from '../../../functions/clients/contact.ts';
import type { CustomField } from '../../../functions/clients/custom-field.ts';
import type { OrganizerAnswer, Value } from '../../../functions/organizers/answer.ts';
import type { Into } from '../../../functions/organizers/into.ts';
import { shipped } from '../../../functions/organizers/library.ts';
import { type Question, questionsOf, Target } from '../../../functions/organizers/question.ts';
import { allOf, standingOf } from '../../../functions/organizers/standing.ts';
import { writableAt, writableNames } from '../../../functions/organizers/writable.ts';
import { changesOf, digestOf, writeBack } from '../../../functions/organizers/write-back.ts';
import { readSections } from '../../../functions/organizers/when.ts';
import { newId } from '../../../shared/ids.ts';
import { questionnaireContent } from '../../support/organizers.ts';

const now = '2026-03-04T17:00:00.000Z';
const client = {
  id: 'cli_1',
  name: 'Juniper',
  kind: 'individual',
  lifecycle: 'active',
  tags: ['vip'],
  address: { city: 'Denver', country: 'US' },
  accounts: [{ id: 'acc_1', kind: 'checking', institution: 'Alder Bank', last4: '4471' }],
  createdAt: now,
} as unknown as Client;
const person = { id: 'con_1', name: 'Alicia', clientIds: ['cli_1'], createdAt: now } as unknown as Contact;
const field = (key: string, type: CustomField['type'], more: object = {}) =>
  ({
    id: `cuf_${key}`,
    key,
    label: key,
    type,
    appliesTo: 'client',
    status: 'active',
    createdAt: now,
    ...more,
  }) as CustomField;
const fields = [
  field('pay', 'number'),
  field('spouse', 'text'),
  field('since', 'date'),
  field('renting', 'yes-no'),
  field('color', 'choice', { choices: ['Red', 'Blue'] }),
];
const into: Into = { client, person, fields, making: { newId, by: 'mem_1', at: now } };

type Asked = { kind: Question['kind']; writes: string; value: Value; text?: string };

function changes(asked: readonly Asked[], of: Into = into) {
  const questions = asked.map(({ kind, writes, text = 'What?' }, n) => ({ key: `q${n}`, kind, text, writes }));
  const sections = readSections(questionnaireContent({ sections: [{ key: 's', title: 'S', questions }] }));
  const answers = asked.map(({ value }, n): [string, OrganizerAnswer] => [
    `q${n}`,
    { organizerId: 'org_1', clientId: 'cli_1', question: `q${n}`, value, by: 'con_1', at: now },
  ]);
  return changesOf(allOf(standingOf(sections, new Map(answers))), of);
}
const lines = (...asked: Asked[]) => changes(asked).map(({ line }) => line);
function written(asked: readonly Asked[], leave: string[] = []) {
  const all = changes(asked);
  return writeBack(all, { digest: digestOf(all.map(({ line }) => line)), leave }, into);
}

describe('an answer that is written into the record', () => {
  test.each([
    ['client.name', 'short-text', 'Juniper, LLC', 'Juniper', 'Juniper, LLC'],
    ['client.phone', 'short-text', '303-555-0100', undefined, '303-555-0100'],
    ['client.website', 'short-text', 'www.juniper.example', undefined, 'www.juniper.example'],
    ['client.kind', 'one-of', 'S corporation', 'individual', 's-corporation'],
    ['client.address.city', 'short-text', 'Boulder', 'Denver', 'Boulder'],
    ['client.address.country', 'short-text', 'ca', 'US', 'CA'],
    ['client.yearEnd', 'short-text', 'Jun 30', undefined, 'June 30'],
    ['client.yearEnd', 'date', '2026-06-30', undefined, 'June 30'],
    [
      'client.accounts',
      'long-text',
      'Chase card 0099',
      'Alder Bank checking ••4471',
      'Alder Bank checking ••4471; Chase card ••0099',
    ],
    ['client.registrations.sales', 'long-text', 'Colorado, monthly', undefined, 'CO monthly'],
    ['client.tags', 'several-of', ['Payroll', 'VIP'], 'vip', 'vip; Payroll'],
    ['client.standingNotes', 'short-text', 'After four', undefined, 'What? After four'],
    ['contact.name', 'short-text', 'Alicia M. Whitaker', 'Alicia', 'Alicia M. Whitaker'],
    ['contact.mail', 'short-text', 'a@juniper.example', undefined, 'a@juniper.example'],
    ['contact.phone', 'short-text', '303-555-0177', undefined, '303-555-0177'],
    ['contact.title', 'short-text', 'Owner', undefined, 'Owner'],
    ['contact.language', 'one-of', 'Español', undefined, 'es'],
    ['custom.pay', 'money', '1250.50', undefined, 1250.5],
    ['custom.spouse', 'short-text', 'Sam', undefined, 'Sam'],
    ['custom.since', 'date', '2020-02-29', undefined, '2020-02-29'],
    ['custom.renting', 'yes-no', 'no', undefined, false],
    ['custom.color', 'one-of', 'Blue', undefined, 'Blue'],
  ] as const)('%s by %s', (writes, kind, value, before, after) => {
    const asked = [{ kind, writes, value: typeof value === 'string' ? value : [...value] }];
    expect(lines(...asked)).toEqual([
      { question: 'q0', text: 'What?', target: writes, ...(before !== undefined && { before }), after },
    ]);
    const { into: then, wrote } = written(asked);
    expect(wrote).toEqual([writes]);
    expect(writableAt(writes)!.shown(then)).toEqual(after);
    // Once it is there, the same answer changes nothing.
    expect(changes(asked, then)).toEqual([]);
  });

  test('touches nothing else of the record', () => {
    const { client: then, person: them } = written([
      { kind: 'long-text', writes: 'client.accounts', value: 'Chase card 0099' },
    ]).into;
    expect(them).toBe(person);
    expect(then).toEqual({
      ...client,
      accounts: [
        ...client.accounts!,
        { id: expect.stringMatching(/^acc_/), kind: 'card', institution: 'Chase', last4: '0099' },
      ],
    });
  });

  test.each([
    ['client.kind', 'one-of', 'Sports club', 'Is no kind of client'],
    ['client.address.country', 'short-text', 'Canada', 'Two capital letters, as in US'],
    ['client.yearEnd', 'short-text', 'sometime', 'Takes a month and a day, as in December 31'],
    ['client.accounts', 'long-text', 'Alder 123456789', 'Names more than the last four digits of an account'],
    ['contact.mail', 'short-text', 'at home', 'Invalid email address'],
    ['custom.pay', 'short-text', 'plenty', 'Takes a number'],
    ['custom.renting', 'short-text', 'sometimes', 'Takes true or false'],
    ['custom.color', 'short-text', 'Green', 'Takes one of Red, Blue'],
    ['custom.none', 'short-text', 'x', 'The firm has no such field; see /v1/custom-fields'],
  ] as const)('%s refuses what it does not take, and names the question', (writes, kind, value, problem) => {
    const asked = [{ kind, writes, value }];
    expect(lines(...asked)).toMatchObject([{ question: 'q0', target: writes, after: value, problem }]);
    expect(written(asked)).toEqual({ into, wrote: [] });
  });

  test('of nobody who is known is refused', () => {
    const [change] = changes([{ kind: 'short-text', writes: 'contact.phone', value: '303' }], {
      ...into,
      person: undefined,
    });
    expect(change!.line.problem).toContain('Who of the client answered is not known');
  });

  test('adds to a list beside another answer, and each can be left by its question', () => {
    const note = (text: string, value: string) => ({
      kind: 'short-text' as const,
      writes: 'client.standingNotes',
      text,
      value,
    });
    const asked = [note('Good times?', 'After four'), note('Calls', 'Ask for Sam')];
    const texts = (leave: string[]) => written(asked, leave).into.client.standingNotes?.map(({ text }) => text);
    expect(written(asked).wrote).toEqual(['client.standingNotes']);
    expect(texts([])).toEqual(['Good times? After four', 'Calls: Ask for Sam']);
    expect(texts(['q0'])).toEqual(['Calls: Ask for Sam']);
    expect(texts(['client.standingNotes'])).toBeUndefined();
  });

  test('is the later one where two write into one field', () => {
    const phone = (value: string) => ({ kind: 'short-text' as const, writes: 'client.phone', value });
    expect(lines(phone('303-555-0001'), phone('303-555-0002'))).toMatchObject([
      { question: 'q1', after: '303-555-0002' },
    ]);
  });

  test('goes where a questionnaire may name: every field has a name that can be written', () => {
    for (const name of writableNames) expect(Target.safeParse(name).success, name).toBe(true);
    expect(Target.safeParse('client.lifecycle').success).toBe(false);
  });
});

describe('the questionnaires that are shipped', () => {
  test.each([
    ['new-client-intake', ['client.yearEnd', 'client.accounts', 'client.registrations.sales', 'client.standingNotes']],
    ['us-individual-organizer', ['contact.name', 'client.phone']],
  ] as const)('write what %s asks', (key, targets) => {
    expect(questionsOf(shipped(key)).map(({ writes }) => writes)).toEqual(expect.arrayContaining([...targets]));
  });
});
