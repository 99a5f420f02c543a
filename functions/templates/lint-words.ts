import type { Atom } from './atom.ts';
import { atomsOf, type Condition, isAboutClient, parseCondition } from './condition.ts';
import { eachList } from './each.ts';
import { error, type Fault } from './fault.ts';
import type { Subject } from './subject.ts';

/** Throws an error that says what is wrong with the pattern. */
export type ReadPattern = (text: string) => readonly string[];

type Said = { path: string; text: string; each?: string | undefined };
type Conditioned = { path: string; text: string; isSettled?: true };

function conditionsOf({ content, tasks }: Subject): Conditioned[] {
  const at = (path: string, text?: string): Conditioned[] => (text === undefined ? [] : [{ path, text }]);
  const settled = (path: string, list: readonly { when: string }[] = []): Conditioned[] =>
    list.map(({ when }, i) => ({ path: `${path}.${i}.when`, text: when, isSettled: true }));
  return [
    ...settled('budgetWhen', content.budgetWhen),
    ...tasks.flatMap(({ path, task }) => [
      ...at(`${path}.when`, task.when),
      ...settled(`${path}.estWhen`, task.estWhen),
    ]),
    ...(content.requests ?? []).flatMap(({ items }, i) =>
      items.flatMap(({ when }, j) => at(`requests.${i}.items.${j}.when`, when)),
    ),
  ];
}

/** What a condition asks about that is not in the template. */
function unasked({ content, tasks, byKey }: Subject, atom: Atom): string | undefined {
  if (atom.is === 'done' && !byKey.has(atom.task)) return `There is no task ${atom.task}`;
  if (atom.is === 'notes' && !tasks.some(({ task }) => task.review)) return 'No task of the template is a review';
  if (atom.is === 'period' && (content.period ?? 'none') === 'none') return 'The template has no period';
  if (atom.is !== 'answer') return undefined;
  const request = content.requests?.find(({ key }) => key === atom.request);
  if (!request) return `The template has no request ${atom.request}`;
  return request.items.some(({ key }) => key === atom.item)
    ? undefined
    : `The request ${atom.request} has no item with the key ${atom.item}`;
}

function conditionFaults(subject: Subject, { path, text, isSettled }: Conditioned): Fault[] {
  let condition: Condition;
  try {
    condition = parseCondition(text);
  } catch (why) {
    return [error(path, (why as Error).message)];
  }
  const missing = atomsOf(condition).flatMap((atom) => unasked(subject, atom) ?? []);
  if (missing.length === 0 && isSettled && !isAboutClient(condition))
    return [error(path, 'This is not known when the job is made, and minutes are settled then')];
  return missing.map((why) => error(path, why));
}

function patternsOf({ content, tasks }: Subject): Said[] {
  return [
    { path: 'title', text: content.title },
    ...tasks.flatMap(({ path, task }) => [
      { path: `${path}.title`, text: task.title, each: task.each },
      ...(task.checklist ?? []).map((text, i) => ({ path: `${path}.checklist.${i}`, text, each: task.each })),
    ]),
    ...(content.requests ?? []).flatMap(({ title, why, consequence, items }, i) => [
      { path: `requests.${i}.title`, text: title },
      ...(why === undefined ? [] : [{ path: `requests.${i}.why`, text: why }]),
      ...(consequence === undefined ? [] : [{ path: `requests.${i}.consequence`, text: consequence }]),
      ...items.flatMap((item, j) =>
        item.title === undefined
          ? []
          : [
              {
                path: `requests.${i}.items.${j}.title`,
                text: item.title,
                each: 'each' in item ? item.each : undefined,
              },
            ],
      ),
    ]),
  ];
}

const roots = new Set(['client', 'firm', 'job', 'engagement', 'matter', 'registration', 'register']);

/** What requests can say of a setting, by its name. */
const bySetting: Readonly<Record<string, string>> = { 'cutoff.time': 'cutoffTime', docsCutoff: 'docsCutoffDays' };

/** Why a field has no value in any job of this template. */
function empty({ content }: Subject, field: string, { path, each }: Said): string | undefined {
  const [root = ''] = field.split('.');
  const { settings = {} } = content;
  if (roots.has(root) || root in settings) return undefined;
  const setting = path.startsWith('requests.') && Object.hasOwn(bySetting, field) ? bySetting[field] : undefined;
  if (setting !== undefined) return setting in settings ? undefined : `The settings have no ${setting}`;
  if (root === 'period') return (content.period ?? 'none') === 'none' ? 'The template has no period' : undefined;
  if (root === 'payDate') return content.payDate ? undefined : 'The template has no payDate';
  if (root === 'deadline') return content.deadline === 'none' ? 'The template has no deadline' : undefined;
  const isRepeated = each !== undefined && (root === 'n' || root === eachList(each)?.field);
  return isRepeated ? undefined : `There is no {${field}} here`;
}

function patternFaults(subject: Subject, said: Said, read: ReadPattern): Fault[] {
  const { path, text } = said;
  try {
    return read(text).flatMap((field) => {
      const why = empty(subject, field, said);
      return why === undefined ? [] : [error(path, why)];
    });
  } catch (why) {
    return [error(path, (why as Error).message)];
  }
}

/** Conditions and patterns that cannot be read, or speak of what is not there. */
export const lintWords = (subject: Subject, read: ReadPattern): Fault[] => [
  ...conditionsOf(subject).flatMap((one) => conditionFaults(subject, one)),
  ...patternsOf(subject).flatMap((one) => patternFaults(subject, one, read)),
];
