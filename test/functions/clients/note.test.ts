import { describe, expect, test } from 'vitest';
import { blank, isErased, mayEdit, type Note, NoteInput, write } from '../../../functions/clients/note.ts';
import { newId } from '../../../shared/ids.ts';
import { type Role, roles } from '../../../shared/http/route.ts';

const author = newId('member');
const note: Note = write('Prefers the telephone', newId('client'), author, newId('note'), '2026-01-05T15:00:00.000Z');
const may = (role: Role, id = newId('member')) => mayEdit(note, { id, name: role, role, scope: {}, rights: {} });

describe('who may change a note', () => {
  test('is who leads, whoever wrote it', () => {
    expect(roles.map((role) => may(role))).toEqual([true, true, false, false]);
  });
  test('is who wrote it, unless they are a guest by now', () => {
    expect(roles.map((role) => may(role, author))).toEqual([true, true, true, false]);
  });
});

test('a note has something to say, and not without end', () => {
  expect(NoteInput.parse({ text: '  x ' })).toEqual({ text: 'x' });
  expect(NoteInput.safeParse({ text: 'x'.repeat(20_000) }).success).toBe(true);
  for (const text of ['', ' \n ', 'x'.repeat(20_001), null, undefined])
    expect(NoteInput.safeParse({ text }).success).toBe(false);
});

test('a blanked note says nothing any more, and is known as such', () => {
  expect(isErased(note)).toBe(false);
  expect(isErased(blank(note))).toBe(true);
  expect(blank(note)).toEqual({ ...note, text: expect.not.stringContaining('telephone') });
});
