import { addBusinessDays } from '../../../shared/dates/calendar.ts';
import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { engagementsOf } from '../../engagements/store.ts';
import { statusOf } from '../../engagements/engagement.ts';
import { NewItem } from '../../requests/item.ts';
import { fill, parsePattern } from '../../templates/pattern.ts';
import { fieldIn, type Fields } from '../../templates/pattern-value.ts';
import type { TemplateItem, TemplateRequest } from '../../templates/request.ts';
import { getVersion } from '../../templates/store.ts';
import { datesOf } from '../dating.ts';
import { type Lists, membersOf, type OneOf } from '../each.ts';
import { appliesTo } from '../for-client.ts';
import { k1SourcesOf } from '../k1-sources.ts';
import { fieldsOfJob } from './mail-fields.ts';
import type { Running } from './kind.ts';
import { documentsOfLastYear } from './last-year.ts';
import { questionnairesIn } from './questionnaires-of.ts';

/** What the template that the task came with says of the request that its step sends. */
export async function statedFor({
  records,
  whole: { job },
  task,
  auto,
}: Running): Promise<TemplateRequest | undefined> {
  const from = task.addedBy ?? (job.template && { templateId: job.template.id, version: job.template.version });
  if (!from || typeof auto.request !== 'string') return undefined;
  const { content } = await getVersion(records, from.templateId, from.version);
  return content.requests?.find(({ key }) => key === auto.request);
}

export const within = (running: Running, fields: Fields, text: string): string | undefined => {
  const filled = fill(parsePattern(text), fieldIn(fields), { today: running.acting.dating.today });
  return filled.missing.length > 0 ? undefined : filled.text;
};

const shorter = (text: string, most: number) => Array.from(text).slice(0, most).join('');

/** How it is asked for; nothing where this is none of what a request can ask. */
function asksOf(item: TemplateItem): object | undefined {
  switch (item.kind) {
    case 'upload': {
      const [least, most] = (item.files ?? '1..50').split('..').map(Number);
      return { kind: 'upload', accept: item.accept, least, most };
    }
    case 'answer':
      return { kind: 'answer', type: item.type, ...(item.choices && { choices: item.choices }) };
    case 'confirm':
      return { kind: 'confirm' };
    case 'questionnaire':
    case 'sign':
      return undefined;
  }
}

/** The items as they are asked of this client; undefined where one of them is not known by itself. */
function itemsOf(running: Running, stated: TemplateRequest, fields: Fields, facts: Lists): NewItem[] | undefined {
  const found: NewItem[] = [];
  for (const item of stated.items) {
    if (item.kind === 'questionnaire') continue;
    if (item.when !== undefined && appliesTo(facts, item.when) === false) continue;
    const each = 'each' in item ? item.each : undefined;
    const members: OneOf[] | undefined = each === undefined ? [{ fields: {} }] : membersOf(each, facts);
    const asks = asksOf(item);
    if (!members || !asks || item.title === undefined) return undefined;
    for (const member of members) {
      const title = within(running, { ...fields, ...member.fields }, item.title);
      if (title === undefined) return undefined;
      const { key, optional, allowNotApplicable } = item;
      const asked = NewItem.parse({
        title: shorter(title, 400),
        asks,
        ...(optional !== undefined && { optional }),
        ...(allowNotApplicable !== undefined && { mayNotApply: allowNotApplicable }),
      });
      const label = member.fields['lastYear.document.label'];
      const known = { ...(key !== undefined && { key }), ...(typeof label === 'string' && { label }) };
      found.push({ ...asked, ...known });
    }
  }
  return found;
}

async function factsOf(running: Running, stated: TemplateRequest, client: Stored<Client>): Promise<Lists> {
  const { records, whole } = running;
  const { job } = whole;
  const asksAgain = stated.items.some((item) => 'each' in item && item.each === 'lastYear.documents');
  const [{ items }, k1Sources, lastYear] = await Promise.all([
    engagementsOf(records, client.id, { limit: 100 }),
    k1SourcesOf(records, client),
    asksAgain ? documentsOfLastYear(running, stated, client) : undefined,
  ]);
  const services = items
    .filter((one) => statusOf(one) === 'active')
    .flatMap((one) => one.services.map(({ code }) => code));
  return { client, services, k1Sources, lastYear, period: job.period, startOn: job.startOn, dueOn: job.dueOn };
}

/** Days to answer in, where the rule gives none, or one that is over already. */
const usualDays = 5;

/** When it is due: by its rule, counted from today where it counts from its sending. */
export function dueOf({ whole, task, acting: { dating, now, by } }: Running, dueRule: string): CivilDate {
  const { today, calendars } = dating;
  const facts = { ...whole.job.facts, 'request.sent': { on: today, at: now, by } };
  const { pin: _, ...rest } = task;
  const asked = whole.tasks.map((one) => (one.id === task.id ? { ...rest, dueRule } : one));
  const on = datesOf({ ...whole.job, facts }, asked, dating, whole.schedule).tasks.get(task.id)?.on;
  return on === undefined || on < today ? addBusinessDays(calendars.firm, today, usualDays) : on;
}

/** What a template states, in the words of this job and for this client. */
export async function requestOf(running: Running, stated: TemplateRequest, client: Stored<Client>) {
  const fields: Fields = { ...fieldsOfJob(running.whole.job), 'client.name': client.name };
  const facts = await factsOf(running, stated, client);
  const items = itemsOf(running, stated, fields, facts);
  const questionnaires = questionnairesIn(stated, facts).map(({ ref, optional, title: own }) => {
    const called = own === undefined ? undefined : within(running, fields, own);
    return { ref, isOptional: optional ?? false, title: called === undefined ? undefined : shorter(called, 200) };
  });
  const title = within(running, fields, stated.title);
  if (!items || items.length + questionnaires.length === 0 || title === undefined) return undefined;
  const said = (text: string | undefined) => (text === undefined ? undefined : within(running, fields, text));
  const [why, consequence] = [said(stated.why), said(stated.consequence)];
  return {
    title: shorter(title, 300),
    ...(why !== undefined && { why: shorter(why, 500) }),
    ...(consequence !== undefined && { consequence: shorter(consequence, 500) }),
    dueOn: dueOf(running, stated.dueOn),
    ladder: stated.ladder,
    items,
    key: stated.key,
    questionnaires,
  };
}

export type RequestOf = NonNullable<Awaited<ReturnType<typeof requestOf>>>;
