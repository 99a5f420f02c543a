import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromLibrary, libraryKeys } from '../../../functions/templates/library.ts';
import { tasksOf } from '../../../functions/templates/template.ts';
import { fromYaml, toYaml } from '../../../functions/templates/yaml.ts';

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
