import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byClient, type Home, oldestFirst } from '../../web/portal/src/lib/home.ts';
import { chosen, languages, speaking } from '../../web/portal/src/lib/language.ts';
import { timeWord } from '../../web/portal/src/lib/request.ts';
import { type Organizer, partsOf } from '../../web/portal/src/lib/organizer.ts';
import { isForToday, mayPass, Refused } from '../../web/portal/src/lib/http.ts';
import { tokenIn } from '../../web/portal/src/lib/token.ts';

const root = join(import.meta.dirname, '..', '..');

describe('a file that was not sent', () => {
  const often = (retryAfter: number) => new Refused(429, { retryAfter });

  test('is tried again where that is possible in a moment, and not where it is for today', () => {
    expect([mayPass(often(1)), mayPass(often(25_200)), mayPass(new Refused(429))]).toEqual([true, false, true]);
  });

  test('says that the rest comes tomorrow only once no more come today', () => {
    expect([isForToday(often(25_200)), isForToday(often(1)), isForToday(new Refused(500))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the words of the clients’ page', () => {
  const fieldsOf = (words: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(words).map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String)]));

  test('are the same in every language, with the same fields', () => {
    const { en, ...others } = languages;
    for (const words of Object.values(others)) {
      expect(fieldsOf(words)).toEqual(fieldsOf(en!));
      for (const text of Object.values(words)) expect(text.trim()).not.toBe('');
    }
  });

  test('are in the language of the person, else of the browser, else in English', () => {
    expect(chosen(['es-MX', 'en'])).toBe('es');
    expect(chosen([undefined, 'de-AT', 'es'])).toBe('es');
    expect(chosen(['zh-Hant', 'de'])).toBe('en');
    expect(chosen(['constructor'])).toBe('en');
  });

  test('say how far it is with more time: asked for, granted, refused', () => {
    const { say } = speaking('en');
    const said = (granted?: boolean) =>
      say(timeWord({ until: '2026-12-18', ...(granted !== undefined && { granted }) }), { date: 'Friday' });
    expect([said(), said(true), said(false)]).toEqual([
      'You asked for time until Friday. We will answer soon.',
      'You have time until Friday.',
      'We cannot wait until Friday: please send it as soon as you can.',
    ]);
  });

  test('name days as people say them', () => {
    expect(speaking('en').day('2026-12-11')).toBe('Fri, December 11');
    expect(speaking('es').say('need.by', { date: speaking('es').day('2026-12-11') })).toBe(
      'para el vie, 11 de diciembre',
    );
  });
});

describe('what is asked', () => {
  const home = {
    clients: [
      { id: 'a', name: 'Ashgrove' },
      { id: 'b', name: 'Marchetti' },
    ],
  } as unknown as Home;

  test('comes by client, the one with the oldest date first, and within it the oldest date first', () => {
    const all = oldestFirst([
      { clientId: 'a', dueOn: '2026-12-09' },
      { clientId: 'a' },
      { clientId: 'b', dueOn: '2026-12-10' },
      { clientId: 'b', dueOn: '2026-12-01' },
      { clientId: 'unknown', dueOn: '2026-01-01' },
    ]);
    expect(byClient(home, all).map(({ name, items }) => [name, items.map(({ dueOn }) => dueOn)])).toEqual([
      ['Marchetti', ['2026-12-01', '2026-12-10']],
      ['Ashgrove', ['2026-12-09', undefined]],
    ]);
  });
});

test('a token is taken from what a link has after #, and from nothing else', () => {
  expect(tokenIn(`#${'x'.repeat(43)}`)).toBe('x'.repeat(43));
  for (const hash of ['', '#', '#top', `#${'x'.repeat(43)}/../`, '#<script>alert(1)</script>'])
    expect(tokenIn(hash)).toBeUndefined();
});

test('takes types from the functions, and of their code only what needs no package; keeps its features apart', () => {
  const files = globSync('web/portal/src/**/*.{ts,tsx}', { cwd: root });
  expect(files.length).toBeGreaterThan(10);
  const imports = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/import (type )?[^'"]*?'([^']+)'/g)].map(
      ([, isType, path]) => ({
        file,
        isType,
        path: path!,
      }),
    ),
  );
  const code = imports.filter(({ path, isType }) => /functions\/|^zod/.test(path) && !isType).map(({ path }) => path);
  expect(code).toEqual(['../../../../functions/organizers/shown.ts']);
  expect(readFileSync(join(root, 'functions/organizers/shown.ts'), 'utf8')).not.toMatch(/^import|import\(/m);
  expect(imports.filter(({ file, path }) => /features\//.test(file) && /features\//.test(path))).toEqual([]);
  expect(
    imports.filter(({ file, path }) => /\/(lib|components)\//.test(file) && /\/(features|app)\//.test(path)),
  ).toEqual([]);
});

describe('an organizer on the page', () => {
  const asked = (key: string, more: object = {}) => ({
    key,
    kind: 'yes-no',
    text: key,
    files: [],
    seen: 0,
    isLocked: false,
    ...more,
  });
  const organizer = {
    sections: [
      {
        key: 'first',
        title: 'First',
        questions: [
          asked('moved', { required: true, value: 'no' }),
          asked('city', { required: true, when: [[{ question: 'moved', is: 'yes' }]] }),
        ],
      },
      { key: 'second', title: 'Second', when: [[{ question: 'moved', is: 'yes' }]], questions: [asked('when')] },
    ],
  } as unknown as Organizer;

  test('asks at once for what follows from what was just typed, kept or not', () => {
    const parts = (drafts: [string, string | null][]) =>
      partsOf(organizer, new Map(drafts)).map(({ section, answered, all, missing }) => [
        section.key,
        answered,
        all,
        missing.map(({ key }) => key),
      ]);
    expect(parts([])).toEqual([['first', 1, 1, []]]);
    expect(parts([['moved', 'yes']])).toEqual([
      ['first', 1, 2, ['city']],
      ['second', 0, 1, []],
    ]);
    expect(parts([['moved', null]])).toEqual([['first', 0, 1, ['moved']]]);
  });
});
