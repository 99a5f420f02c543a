import { expect, test } from 'vitest';
import { sayRule } from '../../web/console/src/features/templates/rule-words.ts';
import { marked, readYaml } from '../../web/console/src/features/templates/yaml.ts';

test.each([
  ['period.end +10 bizday', '10 business days after the period ends'],
  ['payDate -1 bizday(us-banking)', '1 business day before pay day'],
  ['period.end +1 day roll following', '1 day after the period ends, or the next open day'],
  ['deadline', 'on the deadline'],
  ['request.sent +3 bizday in the afternoon', 'request.sent +3 bizday in the afternoon'],
])('the rule %s is read as: %s', (rule, says) => expect(sayRule(rule)).toBe(says));

const text = [
  'name: Close',
  'sections:',
  '  - name: Collect',
  '    tasks:',
  '      - {key: ask, title: Ask, due: soon}',
];

test('what the API finds wrong stands at its line', () => {
  const read = readYaml(text.join('\n'));
  if (Array.isArray(read)) throw new Error('It can be read');
  expect(
    marked(read, [
      { path: 'body.content.sections.0.tasks.0.due', message: 'No rule' },
      { path: 'sections.0.name', message: 'Said twice', weight: 'warning' },
      { path: 'content.roles', message: 'Missing' },
    ]),
  ).toEqual([
    { line: 5, path: 'sections.0.tasks.0.due', message: 'No rule', weight: 'error' },
    { line: 3, path: 'sections.0.name', message: 'Said twice', weight: 'warning' },
    { line: undefined, path: 'roles', message: 'Missing', weight: 'error' },
  ]);
});

test('what cannot be read is said with the line', () =>
  expect(readYaml('name: Close\nname: Twice')).toMatchObject([{ line: 2, weight: 'error' }]));
