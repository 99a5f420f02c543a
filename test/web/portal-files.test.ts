import { describe, expect, test } from 'vitest';
import { fileTypes } from '../../functions/documents/file-types.ts';
import { held, rejected } from '../../functions/documents/reasons.ts';
import { checkFile } from '../../functions/requests/files.ts';
import { ask, NewItem } from '../../functions/requests/item.ts';
import { speaking } from '../../web/portal/src/lib/language.ts';
import { acceptOf, type Limits, limitsIn, roomFor, withinLimits } from '../../web/portal/src/lib/limits.ts';
import { reasonIn } from '../../web/portal/src/lib/reasons.ts';

const limits = (more: Partial<Limits> = {}): Limits => ({ accept: ['any'], least: 1, most: 50, ...more });
const [en, es] = [speaking('en'), speaking('es')];
const megabyte = 1024 ** 2;

describe('what files may be', () => {
  test('is said before one is chosen: their kinds, how large, how many', () => {
    const some = limits({ accept: ['pdf', 'image'], mostBytes: 25 * megabyte, most: 3 });
    expect(limitsIn(en, some)).toBe('PDF or photo, at most 25 MB each, up to 3 files');
    expect(limitsIn(es, some)).toBe('PDF o foto, como máximo 25 MB cada uno, hasta 3 archivos');
  });

  test.each([
    [{ most: 1 }, 'one file'],
    [{ least: 2, most: 2 }, '2 files'],
    [{ least: 2, most: 5 }, '2 to 5 files'],
    [{ mostBytes: 1.5 * megabyte }, 'at most 1.5 MB each, up to 50 files'],
    [{ mostBytes: 2048 }, 'at most 2 kB each, up to 50 files'],
    [{ accept: ['pdf', 'any'] as const }, 'up to 50 files'],
  ])('with %o is said as “%s”', (more, says) => {
    expect(limitsIn(en, limits(more as Partial<Limits>))).toBe(says);
  });

  test('is what the firm takes, for every kind and every ending', () => {
    const now = { id: 'rqi_1', requestId: 'req_1', clientId: 'cli_1' };
    const kinds = ['pdf', 'image', 'csv', 'xlsx', 'docx', 'ofx'] as const;
    for (const kind of kinds) {
      const item = ask(NewItem.parse({ title: 'A file', asks: { kind: 'upload', accept: [kind] } }), now);
      for (const ending of fileTypes.flatMap(({ extensions }) => extensions)) {
        const file = { name: `A.${ending.toUpperCase()}`, size: 10 };
        const isTaken = withinLimits([file], limits({ accept: [kind] }), 1).taken.length === 1;
        const check = () => checkFile(item, { ...file, type: '', sha256: '', visibility: 'client' } as never);
        if (isTaken) expect(check).not.toThrow();
        else expect(check).toThrow();
      }
    }
  });

  test('leaves out what is of another kind, too large, or too much, and keeps the others', () => {
    const chosen = [
      { name: 'a.pdf', size: 10 },
      { name: 'b.txt', size: 10 },
      { name: 'c.pdf', size: 2 * megabyte },
      { name: 'd.pdf', size: 10 },
      { name: 'e.pdf', size: 10 },
    ];
    const { taken, refused } = withinLimits(chosen, limits({ accept: ['pdf'], mostBytes: megabyte }), 2);
    expect(taken.map(({ name }) => name)).toEqual(['a.pdf', 'd.pdf']);
    expect(refused.map(({ name }) => name)).toEqual(['b.txt', 'c.pdf', 'e.pdf']);
  });

  test('counts those that are here and on their way, and none that was turned away or taken back', () => {
    const here = (['checking', 'held', 'received', 'rejected', 'sent-back', 'taken-back'] as const).map((status) => ({
      status,
    }));
    expect(roomFor(limits({ most: 10 }), here, 2)).toBe(5);
  });

  test('is what the browser offers, where not every file will do', () => {
    expect(acceptOf(limits({ accept: ['pdf', 'image', 'xlsx'] }))).toBe('.pdf,image/*,.xlsx,.xls');
    expect(acceptOf(limits())).toBeUndefined();
  });
});

describe('why a file was held or turned away', () => {
  const codes = [
    ...(['wrong-size', 'wrong-checksum', 'not-its-type', 'damaged'] as const).map(rejected),
    ...(['unpacks-too-large', 'malware', 'never-came', 'cancelled'] as const).map(rejected),
    ...(['password', 'too-large-to-look-into', 'not-checked'] as const).map(held),
  ].map(({ why }) => why);

  test.each(codes)('is said in the language of who reads it: $code', ({ code, says }) => {
    expect(reasonIn(en.say, code, says)).toBe(says);
    const translated = reasonIn(es.say, code, says);
    expect(translated).toBeTruthy();
    expect(translated).not.toBe(says);
  });

  test('is left as it was written by someone of the firm, or before it had a code', () => {
    expect(reasonIn(es.say, 'by-hand', 'Not ours')).toBe('Not ours');
    expect(reasonIn(es.say, undefined, 'It was damaged')).toBe('It was damaged');
    expect(reasonIn(es.say, undefined, undefined)).toBeUndefined();
  });
});
