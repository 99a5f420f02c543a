import { describe, expect, test } from 'vitest';
import { check } from '../../../functions/templates/check.ts';
import { fromLibrary, libraryKeys } from '../../../functions/templates/library.ts';
import { TemplateContent } from '../../../functions/templates/template.ts';
import { templateContent } from '../../support/templates.ts';

const faultsOf = (more: object) => check(templateContent(more));
const task = (key: string, more: object = {}) => ({ key, title: key, ...more });
const withTasks = (...tasks: object[]) => ({ sections: [{ name: 'Work', tasks }] });
const ofTasks = (...tasks: object[]) => faultsOf(withTasks(...tasks));
const at = (n: number, rest: string) => `sections.0.tasks.${n}.${rest}`;
const error = (path: string, message: string) => ({ path, message, weight: 'error' });
const warning = (path: string, message: string) => ({ path, message, weight: 'warning' });

test.each(libraryKeys)('%s is clean, and jobs could be made of it', (key) => {
  expect(check(fromLibrary(key))).toEqual([]);
});

describe('tasks', () => {
  test('with the same key', () => {
    expect(ofTasks(task('a'), task('b'), task('a'))).toEqual([error(at(2, 'key'), 'There is another task a')]);
  });

  test('with a key that dates would read as something else', () => {
    expect(ofTasks(task('period'))).toEqual([
      error(at(0, 'key'), 'period means something else in dates and references'),
    ]);
  });

  test('of a role that is not declared', () => {
    expect(ofTasks(task('a', { role: 'clerk' }))).toEqual([error(at(0, 'role'), 'The template has no role clerk')]);
  });

  test('that are reviewed by whoever did them, or review what is not there', () => {
    const review = (of: string, notSameAs: string) => task('b', { role: 'reviewer', review: { of, notSameAs } });
    expect(ofTasks(task('a'), review('a', 'reviewer'))).toEqual([
      error(at(1, 'review.notSameAs'), 'The reviewer has the role reviewer, whose work it is that is reviewed'),
    ]);
    expect(ofTasks(task('a'), review('c', 'clerk'))).toEqual([
      error(at(1, 'review.notSameAs'), 'The template has no role clerk'),
      error(at(1, 'review.of'), 'There is no task c to review'),
    ]);
    expect(ofTasks(task('a'), review('b', 'preparer'))).toEqual([
      error(at(1, 'review.of'), 'A task does not review itself'),
    ]);
  });

  test('over a list that there is not', () => {
    expect(ofTasks(task('a', { each: 'client.cars' }))).toEqual([
      error(at(0, 'each'), expect.stringMatching(/^There is no list client\.cars; there are client\.accounts, /)),
    ]);
  });

  test('that are a gate in nobody’s way', () => {
    const before = task('a', { gate: true });
    expect(ofTasks(before)).toEqual([warning(at(0, 'gate'), 'Nothing comes after a, so this gate holds nothing up')]);
    expect(ofTasks(before, task('b', { after: ['a'] }))).toEqual([]);
  });
});

describe('the order', () => {
  test('with a reference to nothing', () => {
    expect(ofTasks(task('a', { after: ['b', 'request.x', 'job.related.k1-out', 'letter.signed', 'job.x'] }))).toEqual([
      error(at(0, 'after.0'), 'There is no b to wait for'),
      error(at(0, 'after.1'), 'The template has no request x'),
      error(at(0, 'after.4'), 'There is no job.x to wait for'),
    ]);
  });

  test('with a task that can never begin', () => {
    const requests = [
      { key: 'x', title: 'x', dueOn: 'today', ladder: 'short', items: [{ kind: 'confirm', title: 'Yes' }] },
    ];
    const tasks = withTasks(task('a', { after: ['request.x'] }), task('b', { after: ['trust.received'] }));
    expect(faultsOf({ ...tasks, requests })).toEqual([
      error(at(0, 'after.0'), 'No task sends the request x, so that it is never answered: it never begins'),
      error(at(1, 'after.0'), 'No task asks for an advance, so that none is received: it never begins'),
      warning('requests.0', 'No task sends the request x'),
    ]);
  });

  test('that goes round in a circle, which is named', () => {
    const circle = [task('a', { after: ['c'] }), task('b', { after: ['a'] }), task('c', { after: ['b'] })];
    expect(ofTasks(...circle, task('d', { after: ['a'] }))).toEqual([
      error(at(0, 'after'), 'These wait for each other: a → c → b → a; none of them can begin'),
    ]);
    expect(ofTasks(task('a', { after: ['a'] }))).toEqual([error(at(0, 'after'), 'a waits for itself')]);
  });

  test('that goes round through a request which is sent too late', () => {
    const requests = [
      { key: 'x', title: 'x', dueOn: 'today', ladder: 'short', items: [{ kind: 'confirm', title: 'Yes' }] },
    ];
    const sending = { auto: 'send-request', request: 'x' };
    const tasks = withTasks(task('a', { after: ['request.x'] }), task('ask', { after: ['a'], ...sending }));
    expect(faultsOf({ ...tasks, requests })).toEqual([
      error(at(0, 'after'), 'These wait for each other: a → ask → a; none of them can begin'),
    ]);
  });

  test('of 300 tasks that hang together closely', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      task(`t${i}`, { after: Array.from({ length: Math.min(i, 40) }, (_one, j) => `t${i - j - 1}`) }),
    );
    expect(ofTasks(...many)).toEqual([]);
    const [first, ...others] = ofTasks(task('t0', { after: ['t299'] }), ...many.slice(1));
    expect(first?.message).toMatch(/^These wait for each other: t0 → t299 → t298 → /);
    expect(others).toEqual([]);
  });
});

describe('dates', () => {
  test.each([
    [{ period: 'none' }, 'period.end +1 day', 'The template has no period'],
    [{}, 'deadline -3 bizday', 'The template has no deadline'],
    [{}, 'payDate -2 bizday', 'The template has no payDate'],
    [{}, 'b.done +1 day', 'There is nothing that b.done could be'],
    [{}, 'b.due +1 day', 'There is nothing that b.due could be'],
    [{}, 'request.x.done +1 day', 'There is nothing that request.x.done could be'],
    [{}, 'request.sent +1 day', 'Only what a request is due on counts from its sending'],
    [{}, 'week.friday', 'There is nothing that week.friday could be'],
    [{}, 'meeting.date', 'There is nothing that meeting.date could be'],
    [{}, 'deadline(us-9999)', 'There is no deadline us-9999'],
  ])('with %j and %s', (more, due, message) => {
    const frame = { start: 'today', due: 'job.start +10 day', title: 'Close', ...more };
    expect(faultsOf({ ...frame, ...withTasks(task('a', { due })) })).toEqual([error(at(0, 'due'), message)]);
  });

  test('that count weeks and meetings where there are some', () => {
    const tasks = [
      task('a', { each: 'weeks-of-period', due: 'week.friday' }),
      task('b', { each: 'every-2-weeks', due: 'meeting.date' }),
      task('c', { due: 'deadline(us-payroll-deposit)' }),
    ];
    expect(ofTasks(...tasks)).toEqual([]);
  });

  test.each([
    ['period.end +10 fortnight', /“fortnight” is no unit/],
    ['whenever', /“whenever” is nothing to count from/],
    ['period.end +9999 day', /“\+9999” is not a count/],
    ['period.end +1 day roll sideways', /“sideways” is no way to move a closed day/],
  ])('by an impossible rule: %s', (due, message) => {
    expect(ofTasks(task('a', { due }))).toEqual([error(at(0, 'due'), expect.stringMatching(message) as string)]);
  });

  test('that wait for each other', () => {
    expect(ofTasks(task('a', { due: 'b.due +1 day' }), task('b', { due: 'a.due +1 day' }))).toEqual([
      error(at(0, 'due'), 'These dates wait for each other: a.due → b.due → a.due'),
    ]);
    expect(faultsOf({ start: 'job.due -5 day', due: 'job.start +5 day' })).toEqual([
      error('start', 'These dates wait for each other: job.start → job.due → job.start'),
    ]);
  });

  test('that are known only when it is too late', () => {
    expect(ofTasks(task('a', { due: 'b.done +1 day' }), task('b', { after: ['a'] }))).toEqual([
      error(at(0, 'due'), 'b is done only after a, which could have no date until then'),
    ]);
    expect(faultsOf({ start: 'code.done' })).toEqual([error('start', 'The job begins before code is done')]);
  });

  test('of law that there are not', () => {
    const extension = { form: '4868', to: 'us-later' };
    expect(faultsOf({ deadline: 'us-9999', extension })).toEqual([
      error('deadline', 'There is no deadline us-9999'),
      error('extension.to', 'There is no deadline us-later'),
    ]);
  });
});

describe('words', () => {
  test('with fields that no job of the template has', () => {
    const frame = { start: 'today', due: 'job.start +1 day', title: 'Close', period: 'none' };
    const title = (text: string) => faultsOf({ ...frame, ...withTasks({ key: 'a', title: text }) });
    expect(title('{period, MMMM}')).toEqual([error(at(0, 'title'), 'The template has no period')]);
    expect(title('{payDate}')).toEqual([error(at(0, 'title'), 'The template has no payDate')]);
    expect(title('{account.name}')).toEqual([error(at(0, 'title'), 'There is no {account.name} here')]);
    expect(title('Week {n}')).toEqual([error(at(0, 'title'), 'There is no {n} here')]);
    expect(title('{client.name')).toEqual([error(at(0, 'title'), expect.stringMatching(/brace is not closed/))]);
    expect(title('{client.name}')).toEqual([]);
    expect(title('{cutoff.time}')).toEqual([error(at(0, 'title'), 'There is no {cutoff.time} here')]);
  });

  test('of a request, on what follows if it does not come', () => {
    const says = (consequence: string, settings: object = {}) => {
      const items = [{ kind: 'confirm', title: 'All is there' }];
      const asked = { key: 'x', title: 'Papers', consequence, dueOn: 'request.sent +1 bizday', ladder: 'short', items };
      return faultsOf({ ...withTasks(task('a', { auto: 'send-request', request: 'x' })), settings, requests: [asked] });
    };
    const wrong = (message: string) => [error('requests.0.consequence', message)];
    expect(says('By {account.name}')).toEqual(wrong('There is no {account.name} here'));
    expect(says('By {cutoff.time}')).toEqual(wrong('The settings have no cutoffTime'));
    expect(says('By {cutoff.time}', { cutoffTime: '17:00' })).toEqual([]);
    expect(says('By {docsCutoff}')).toEqual(wrong('The settings have no docsCutoffDays'));
    expect(says('By {docsCutoff}', { docsCutoffDays: 14 })).toEqual([]);
  });

  test('with a condition on what is not there', () => {
    expect(ofTasks(task('a', { when: 'b not done' }))).toEqual([error(at(0, 'when'), 'There is no task b')]);
    expect(ofTasks(task('a', { when: 'answer x.y is yes' }))).toEqual([
      error(at(0, 'when'), 'The template has no request x'),
    ]);
    expect(ofTasks(task('a', { when: 'review has notes' }))).toEqual([
      error(at(0, 'when'), 'No task of the template is a review'),
    ]);
    expect(ofTasks(task('a', { when: 'tag' }))).toEqual([error(at(0, 'when'), '“tag” names none')]);
  });

  test('with minutes that hang on what is not known yet', () => {
    expect(faultsOf({ budgetWhen: [{ when: 'code not done', minutes: 5 }] })).toEqual([
      error('budgetWhen.0.when', 'This is not known when the job is made, and minutes are settled then'),
    ]);
  });
});

describe('steps', () => {
  test.each([
    [{ auto: 'send-mail' }, 'mail', 'send-mail needs mail'],
    [{ auto: 'draft-invoice' }, 'fee', 'draft-invoice needs fee or percent'],
    [{ auto: 'assign', tasks: ['a'] }, 'role', 'assign needs role'],
    [{ auto: 'set-tag', tag: 'x', url: 'https://x.example' }, 'url', 'set-tag takes no url'],
    [{ percent: 30 }, 'percent', 'A task of a person takes no percent'],
    [{ request: 'x' }, 'request', 'The template has no request x'],
    [{ auto: 'assign', role: 'preparer', tasks: ['b'] }, 'tasks.0', 'There is no task b'],
    [{ auto: 'wait-for-job', job: 'b' }, 'job', 'No task b starts a job that could be waited for'],
    [{ auto: 'wait-until', until: 'deadline' }, 'until', 'The template has no deadline'],
  ])('%j', (more, path, message) => {
    expect(ofTasks(task('a', more))).toEqual([error(at(0, path), message)]);
  });

  test('that send mails and letters which there are not', () => {
    const content = templateContent(
      withTasks(task('a', { auto: 'send-letter', letter: 'x' }), task('b', { mail: 'y' })),
    );
    expect(check(content)).toEqual([]);
    expect(check(content, { letters: new Set(), mails: new Set(['z']) })).toEqual([
      error(at(0, 'letter'), 'There is no letter x'),
      error(at(1, 'mail'), 'There is no message template y'),
    ]);
  });
});

describe('minutes and money', () => {
  test('over the budget, where tasks that only some have are left out', () => {
    expect(faultsOf({ budgetMinutes: 50 })).toEqual([
      warning('budgetMinutes', 'The estimates come to 55 minutes, the budget is 50'),
    ]);
    const some = task('a', { est: 100, when: 'tag rush' });
    expect(faultsOf({ budgetMinutes: 10, ...withTasks(some) })).toEqual([]);
  });

  test('of milestones that are no whole, or at nothing', () => {
    const milestones = [
      { at: 'code', percent: 30 },
      { at: 'x', percent: 30 },
    ];
    expect(faultsOf({ settings: { milestones }, billing: { nonBillableUntil: 'y' } })).toEqual([
      error('billing.nonBillableUntil', 'There is no task y'),
      error('settings.milestones.1.at', 'There is no task x'),
      warning('settings.milestones', 'The milestones come to 60 %'),
    ]);
  });
});

describe('what a template may hold', () => {
  const issuesOf = (value: object) =>
    TemplateContent.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message]);
  const content = templateContent();
  const many = (n: number) => Array.from({ length: n }, (_, i) => task(`t${i}`));

  test('is 1,000 tasks, wherever they stand, and 40 sections', () => {
    const section = (n: number) => ({ name: 'S', tasks: many(n) });
    expect(issuesOf({ ...content, sections: [...Array.from({ length: 4 }, () => section(250)), section(1)] })).toEqual([
      ['sections', '1001 tasks; at most 1000 are taken'],
    ]);
    expect(issuesOf({ ...content, sections: [section(1001)] })?.[0]?.[0]).toBe('sections.0.tasks');
    expect(issuesOf({ ...content, sections: [section(0)] })).toEqual([['sections', 'A template has a task at least']]);
    expect(issuesOf({ ...content, sections: Array.from({ length: 41 }, () => section(1)) })?.[0]?.[0]).toBe('sections');
  });

  test('is no more than one record can hold', () => {
    const tasks = many(60).map((one) => ({ ...one, instructions: '漢'.repeat(2000) }));
    expect(issuesOf({ ...content, ...withTasks(...tasks) })).toEqual([
      ['', 'This template is over 200000 bytes; take something away'],
    ]);
  });
});
