import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelsOf } from '../../../functions/requests/given-before.ts';
import { ask, type Item, NewItem } from '../../../functions/requests/item.ts';

const at = '2026-03-04T17:00:00.000Z';
type Given = {
  files?: readonly string[];
  fileStatus?: 'received' | 'sent-back';
  more?: Partial<Item>;
  optional?: boolean;
};

function item(title: string, { files = ['a.pdf'], fileStatus = 'received', more = {}, optional = false }: Given = {}) {
  const asked = NewItem.parse({ title, optional, asks: { kind: 'upload' } });
  return {
    ...ask(asked, { id: 'rqi_1', requestId: 'req_1', clientId: 'cli_1' }),
    status: 'accepted' as const,
    files: files.map((name, n) => ({ documentId: `doc_${n}`, name, size: 1, status: fileStatus, by: 'con_1', at })),
    ...more,
  };
}

const labels = (...items: Item[]) => labelsOf(items, new Set(['Photo ID']));

describe('what came the year before', () => {
  test('is called as it was asked for', () => {
    expect(labels(item('Form 1098'), item('W-2 of Acme'))).toEqual(['Form 1098', 'W-2 of Acme']);
  });

  test('keeps its name however often it is asked for again', () => {
    const again = item('Form 1098 (you had one last year)', { more: { label: 'Form 1098' } });
    expect(labels(again)).toEqual(['Form 1098']);
  });

  test('of what may be nothing or many is each file by its own name, where that says anything', () => {
    const files = ['K-1_Maple Street LLC.pdf', 'IMG_2034.jpg', 'scan0001.pdf', '2025-12-31.pdf', 'W-2 Acme.PDF'];
    expect(labels(item('Anything new', { files, optional: true }))).toEqual(['K-1 Maple Street LLC', 'W-2 Acme']);
  });

  test('is there once, and not what is named elsewhere', () => {
    expect(labels(item('Form 1098'), item('form 1098'), item('Photo ID'))).toEqual(['Form 1098']);
  });

  test.each([
    ['did not come', item('Form 1098', { files: [] })],
    ['was sent back', item('Form 1098', { fileStatus: 'sent-back' })],
    ['did not apply', item('Form 1098', { more: { status: 'does-not-apply' } })],
    ['waits to be looked at', item('Form 1098', { more: { status: 'submitted' } })],
    ['is no file', item('Form 1098', { more: { asks: { kind: 'confirm' } } })],
  ])('has nothing of what %s', (_, one) => expect(labels(one)).toEqual([]));

  test('asks for nothing without a name, whatever files are called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 200 }), { maxLength: 5 }), (files) => {
        for (const label of labels(item('Anything', { files, optional: true }))) {
          expect(label.trim()).not.toBe('');
          expect(Array.from(label).length).toBeLessThanOrEqual(120);
        }
      }),
    );
  });
});
