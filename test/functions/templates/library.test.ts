import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../../functions/jobs/job.ts';
import { fieldsOfJob } from '../../../functions/jobs/steps/mail-fields.ts';
import { fromLibrary, libraryKeys, type LibraryKey } from '../../../functions/templates/library.ts';
import { parsePattern, render } from '../../../functions/templates/pattern.ts';
import { fieldIn } from '../../../functions/templates/pattern-value.ts';
import { tasksOf } from '../../../functions/templates/template.ts';
import { fromYaml, toYaml } from '../../../functions/templates/yaml.ts';

/** Those that are not only to be signed, which goes by letter. */
const mailed = (key: LibraryKey) =>
  (fromLibrary(key).requests ?? []).filter(({ items }) => items.some(({ kind }) => kind !== 'sign'));

/** Words as a request of a job of this template has them. */
function inJob(key: LibraryKey, text = ''): string {
  const { settings } = fromLibrary(key);
  const job = {
    title: 'The work',
    dueOn: '2027-04-13',
    period: { key: '2027-03', label: 'March 2027', start: '2027-03-01', end: '2027-03-31', payDate: '2027-04-02' },
    deadline: { on: '2027-04-15' },
    ...(settings && { settings }),
  };
  return render(parsePattern(text), fieldIn(fieldsOfJob(job as unknown as Job)), { today: '2027-03-08' });
}

describe('the library', () => {
  test('is the files of its folder', () => {
    const files = readdirSync(new URL('../../../functions/templates/library/', import.meta.url));
    expect(files.toSorted()).toEqual(libraryKeys.map((key) => `${key}.yaml`).toSorted());
  });

  test.each(libraryKeys)('has %s under its own key', (key) => {
    expect(fromLibrary(key).key).toBe(key);
  });

  test('has every task of the ten', () => {
    expect(libraryKeys.map((key) => [key, tasksOf(fromLibrary(key)).length])).toEqual([
      ['monthly-close', 21],
      ['payroll-run', 12],
      ['payroll-quarter', 8],
      ['sales-tax', 10],
      ['individual-1040', 22],
      ['s-corporation-1120s', 26],
      ['onboarding-accounting', 18],
      ['matter-intake', 18],
      ['retainer-month', 15],
      ['project-delivery', 23],
    ]);
  });

  test.each(libraryKeys)('%s comes back from its YAML as it was', (key) => {
    expect(fromYaml(toYaml(fromLibrary(key)))).toEqual(fromLibrary(key));
  });

  test.each([
    ['monthly-close', 'With that we can have your March figures to you by Tuesday, April 13.'],
    ['payroll-run', 'That way everyone is paid on Friday, April 2.'],
    ['individual-1040', 'That keeps us clear of the Thursday, April 15 deadline.'],
    ['s-corporation-1120s', 'That keeps us clear of the Thursday, April 15 deadline.'],
    ['sales-tax', 'That keeps us clear of the Thursday, April 15 deadline.'],
    ['onboarding-accounting', 'Then we can start without asking you twice.'],
    ['matter-intake', 'It helps us to protect your position early.'],
  ] as const)('says in each request of %s that brings a mail why it is sent', (key, why) => {
    const said = mailed(key).map((request) => inJob(key, request.why));
    expect(new Set(said)).toEqual(new Set([why]));
  });

  test.each([
    ['monthly-close', 'Until it is here your March figures have to wait.'],
    [
      'payroll-run',
      'If we have it by 17:00 today, the money is there on Friday, April 2. After that it will be a day later.',
    ],
    [
      'individual-1040',
      'If it arrives after Thursday, April 1, we would file an extension for you. It gives more time to file, not to pay; we would tell you what to pay.',
    ],
    [
      's-corporation-1120s',
      'If it arrives after Thursday, April 1, we would file an extension for you. It gives more time to file, not to pay; we would tell you what to pay.',
    ],
  ] as const)('says in the first request of %s what follows if it does not come', (key, consequence) => {
    expect(inJob(key, mailed(key)[0]?.consequence)).toBe(consequence);
  });

  test('is written one line for each task', () => {
    expect(toYaml(fromLibrary('payroll-quarter'))).toContain(
      '\n      - {key: tie, title: "Agree registers, books and deposits for the quarter", role: payroll, est: 35, due: period.end +6 bizday}\n',
    );
  });
});

describe('YAML that cannot be taken', () => {
  const issuesOf = (text: string) => {
    try {
      fromYaml(text);
    } catch (error) {
      return (error as { details: { issues: { path: string; message: string }[] } }).details.issues;
    }
    throw new Error('It was taken');
  };

  test('is named by line and column', () => {
    expect(issuesOf('key: a\nname: {')).toEqual([
      { path: 'body.yaml', message: expect.stringMatching(/at line 2, column/) },
    ]);
  });

  test.each([
    ['two values of one key', 'key: a\nkey: b'],
    ['two documents', 'key: a\n---\nkey: b'],
    ['a tag of its own', 'key: !!js/function "x"'],
    ['an alias', 'roles: &a {x: client.lead}\nsettings: *a'],
    ['aliases of aliases without end', `a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]`],
    ['a prototype', '__proto__: {x: 1}'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(issuesOf(text)[0]!.path).toMatch(/^body\.yaml/);
  });
});
