import { expect, test } from 'vitest';
import { remindersStep } from '../../functions/chasing/reminders-step.ts';
import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt, wallTimeAt } from '../../shared/dates/zone.ts';
import { at } from '../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../support/call.ts';
import { followed, heldIn } from '../support/chasing.ts';
import { randomFrom } from '../support/faults.ts';
import { aContact, aFirmThatWrites, answerItem, aRequest, asContact, confirmItem } from '../support/requests.ts';

// All of them by `npm run simulate`; with the other tests, enough for each kind to occur.
const count = process.env.HISTORIES === undefined ? 100 : 1000;
const seed = Number(process.env.SEED ?? 20_260_101);
const zone = 'America/Denver';
const hour = 3_600_000;
/** A Monday at nine in Denver; the firm goes live on the Wednesday after. */
const begins = '2026-05-04T15:00:00.000Z';
const liveOn = '2026-05-06';
const days = 75;

/** What a firm in the States has closed in these months, as a calendar on the wall says it. */
const holidays = new Set(['2026-05-25', '2026-06-19', '2026-07-03']);
const weekday = (date: CivilDate) => new Date(`${date}T12:00:00Z`).getUTCDay();
const isOpen = (date: CivilDate) => ![0, 6].includes(weekday(date)) && !holidays.has(date);

/** So many business days later, or earlier, counted on one's fingers. */
function business(from: CivilDate, count_: number): CivilDate {
  const step = Math.sign(count_);
  let date = from;
  for (let left = Math.abs(count_); left > 0;) {
    date = addDays(date, step);
    if (isOpen(date)) left--;
  }
  return date;
}

/**
 * Someone with a request for each of their clients; `answersOn` is the day on which they do all of it, `partOn` one item. Of
 * some the firm throws away the mail that asks them.
 */
type Person = {
  contactId: string;
  isAsked: boolean;
  asked: { clientId: string; id: string; items: string[]; dueOn: CivilDate }[];
  answersOn?: CivilDate;
  partOn?: CivilDate;
};

const items = [
  answerItem,
  confirmItem,
  ...[1, 2, 3].map((n) => ({ ...confirmItem, title: `The account ${n} is ours` })),
];

async function someone(firm: FirmUnderTest, n: number, clients: number, random: () => number): Promise<Person> {
  const { call } = firm.admin;
  const [day, first] = [Math.floor(random() * 20), await aClient(call, { name: `Client ${n}` })];
  const contactId = await aContact(call, first.id, { name: `Person ${n}`, mail: `p${n}@client.example` });
  const asked = [];
  for (let c = 0; c < clients; c++) {
    const clientId = c === 0 ? first.id : (await aClient(call, { name: `Client ${n} ${c}` })).id;
    if (c > 0) await call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, { body: { portal: true } });
    const dueOn = addDays('2026-05-18', day + c);
    const made = await aRequest(call, clientId, {
      title: 'Yearly',
      dueOn,
      contactIds: [contactId],
      items,
      send: 'now',
    });
    asked.push({ clientId, id: made.id, dueOn, items: made.asked.map(({ id }: Answer) => id) });
  }
  const isAsked = random() > 0.15;
  const later = () => addDays('2026-05-11', Math.floor(random() * 30));
  const fate = random();
  return {
    contactId,
    asked,
    isAsked,
    ...(fate < 0.3 && { answersOn: later() }),
    ...(fate > 0.8 && { partOn: later() }),
  };
}

/** Answers what is open of so many items of each of their requests. */
async function answers(firm: FirmUnderTest, { contactId, asked }: Person, most: number): Promise<void> {
  const call = asContact(
    firm,
    contactId,
    asked.map(({ clientId }) => clientId),
  );
  for (const { id, items: ids } of asked)
    for (const [n, item] of ids.slice(0, most).entries())
      await call('POST', `/portal/v1/requests/${id}/items/${item}/answer`, {
        body: n === 0 ? { text: 'yes' } : { confirmed: true },
      });
}

/** What was held is let out, or thrown away. */
async function letOut(firm: FirmUnderTest, people: readonly Person[]): Promise<void> {
  const asked = new Set(people.filter(({ isAsked }) => isAsked).map(({ contactId }) => contactId));
  for (const { id, contactId } of heldIn(firm)) {
    const act = asked.has(contactId) ? 'release' : 'discard';
    expect((await firm.admin.call('POST', `/v1/mails/${id}/${act}`)).status).toBe(200);
  }
  await followed(firm);
}

test(`${count} clients with 5 items each are reminded by the ladder over months, and by nothing else`, async () => {
  at(begins);
  const random = randomFrom(seed);
  const firm = await aFirm();
  await aFirmThatWrites(firm);
  await firm.admin.call('PATCH', '/v1/firm', { body: { workingDays: { national: 'us-federal' } } });
  const people: Person[] = [];
  for (let clients = 0; clients < count;) {
    const of = Math.min(random() < 0.8 ? 1 : 3, count - clients);
    people.push(await someone(firm, people.length, of, random));
    clients += of;
  }
  const answeredAt = new Map<string, string>();
  for (let n = 0; n < days * 24; n++) {
    const now = new Date(Date.parse(begins) + n * hour).toISOString();
    const today = civilDateAt(now, zone);
    at(now);
    if (today === liveOn && wallTimeAt(now, zone) === '12:00') {
      await firm.admin.call('POST', '/v1/firm/go-live');
      await letOut(firm, people);
    }
    await remindersStep(firm.memory, now);
    if (wallTimeAt(now, zone) !== '20:00') continue;
    for (const person of people) {
      if (person.partOn === today) await answers(firm, person, 1);
      if (person.answersOn === today) await answers(firm, person, 5);
      if (person.partOn === today || person.answersOn === today) answeredAt.set(person.contactId, now);
    }
    if (people.some(({ partOn, answersOn }) => partOn === today || answersOn === today)) await followed(firm, now);
  }

  const mails = firm.memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];
  const reminders = mails.filter(({ subject }) => !String(subject).startsWith('For '));
  const daysOf = Map.groupBy(reminders, ({ contactId }) => contactId as string);
  let mostOfOne = 0;
  for (const person of people) {
    const got = (daysOf.get(person.contactId) ?? []).map(({ queuedAt }) => civilDateAt(queuedAt, zone)).toSorted();
    mostOfOne = Math.max(mostOfOne, got.length);
    expect(new Set(got).size, 'one mail a day at most').toBe(got.length);
    if (!person.isAsked) expect(got, 'nobody is reminded of what they were not asked').toEqual([]);
    const planned = new Set(person.asked.flatMap(({ dueOn }) => [-2, 1, 4].map((by) => business(dueOn, by))));
    const untouched = person.isAsked && person.answersOn === undefined && person.partOn === undefined;
    if (untouched) expect(got, `due ${person.asked.map(({ dueOn }) => dueOn).join()}`).toEqual([...planned].toSorted());
    if (person.answersOn !== undefined) expect(got.every((day) => day <= person.answersOn!)).toBe(true);
    const heard = answeredAt.get(person.contactId);
    if (heard === undefined) continue;
    const quietUntil = new Date(Date.parse(heard) + 48 * hour).toISOString();
    for (const { queuedAt } of daysOf.get(person.contactId) ?? [])
      expect(queuedAt < heard || queuedAt >= quietUntil, `heard ${heard}, mailed ${queuedAt}`).toBe(true);
  }
  for (const { queuedAt } of reminders) {
    expect(isOpen(civilDateAt(queuedAt, zone)), queuedAt).toBe(true);
    expect(wallTimeAt(queuedAt, zone) >= '09:00' && wallTimeAt(queuedAt, zone) < '17:00', queuedAt).toBe(true);
    expect(civilDateAt(queuedAt, zone) >= liveOn).toBe(true);
  }
  // Whoever was asked and did nothing is called in the end, and nobody else.
  const all = firm.memory.all().filter(({ entity }) => entity === 'request') as unknown as Answer[];
  expect(all).toHaveLength(count);
  const called = new Set(all.filter(({ callSince }) => callSince !== undefined).map(({ id }) => id as string));
  for (const { asked, isAsked, answersOn, partOn } of people)
    if (answersOn === undefined && partOn === undefined)
      for (const { id } of asked) expect(called.has(id)).toBe(isAsked);
  for (const { asked, answersOn } of people)
    if (answersOn !== undefined && answersOn < '2026-05-14')
      for (const { id } of asked) expect(called.has(id)).toBe(false);
  console.info(`Seed ${seed}: ${reminders.length} reminders to ${daysOf.size} of ${people.length} people`);
  expect(mostOfOne).toBeGreaterThan(3);
}, 3_600_000);
