import { describe, expect, test } from 'vitest';
import { keyOfOwn } from '../../web/console/src/features/firm/own-key.ts';
import { asTree, faultOf, foldersOf, rowsOf } from '../../web/console/src/features/firm/tree-rows.ts';
import { languagesBeside, sayLanguage } from '../../web/console/src/lib/language-words.ts';

describe('a tree of folders as it is typed', () => {
  const folders = [
    { path: ['Payroll'], visibility: 'client-can-view' as const, retention: 'payroll-records' as const },
    { path: ['Payroll', 'Year 2026'], visibility: 'firm' as const },
  ];

  test('says where each folder lies, and is the same again when it is kept', () => {
    const rows = rowsOf({ folders });
    expect(rows.map(({ path }) => path)).toEqual(['Payroll', 'Payroll / Year 2026']);
    expect(foldersOf(rows)).toEqual(folders);
    expect(rowsOf({ folders })).toEqual(rows);
    expect(foldersOf([{ ...rows[1]!, path: 'Payroll/ Year 2026 ' }])[0]!.path).toEqual(['Payroll', 'Year 2026']);
  });

  test('is shown with each folder right behind the one that it lies in', () => {
    const paths = [['Payroll'], ['Uploads'], ['payroll', '2026'], ['Uploads', 'Old'], ['Payroll', '2026', 'March']];
    const listed = asTree(paths.map((path) => ({ path, visibility: 'firm' as const })));
    expect(listed.map(({ path }) => path.at(-1))).toEqual(['Payroll', '2026', 'March', 'Uploads', 'Old']);
  });

  test('has what was wrong at its row, whichever part of it that was', () => {
    const errors = { 'folders.1.path': 'twice', 'folders.12.path.0': 'a slash' };
    expect([0, 1, 12].map((at) => faultOf(errors, at))).toEqual([undefined, 'twice', 'a slash']);
  });
});

test('what is the firm’s own has a key of its name, as the API takes it', () => {
  const keys = ['Welcome, again!', 'Übergabe – Köln', '日本', 'x'.repeat(80)].map(keyOfOwn);
  expect(keys.slice(0, 3)).toEqual(['own-welcome-again', 'own-ubergabe-koln', 'own-1']);
  for (const key of keys) expect(key).toMatch(/^own(?:-[a-z0-9]+)+$/);
  expect(Math.max(...keys.map(({ length }) => length))).toBeLessThanOrEqual(60);
});

test('a language that nobody chooses here is kept for who has it', () => {
  expect(languagesBeside(undefined).map(({ value }) => value)).toEqual(['en', 'es']);
  expect(languagesBeside('es').map(({ label }) => label)).toEqual(['English', 'Spanish']);
  expect(languagesBeside('es-MX').map(({ value }) => value)).toEqual(['en', 'es', 'es-MX']);
  expect(sayLanguage('es-MX')).toBe('Mexican Spanish');
});
