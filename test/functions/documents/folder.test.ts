import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFolder, changeFolder, type Folder, removeFolder } from '../../../functions/documents/folder.ts';
import { grow, wordTree } from '../../../functions/documents/folder-template.ts';
import { moveTo } from '../../../functions/documents/moving.ts';
import { retentionClasses } from '../../../functions/documents/retention.ts';
import { type FolderVisibility, narrower, type Shelf, shownOf, wayOut } from '../../../functions/documents/shelf.ts';
import { shippedTrees } from '../../../functions/documents/shipped-trees.ts';
import { isShown } from '../../../functions/documents/sight.ts';
import { retainedUntil } from '../../../functions/documents/trash.ts';
import type { Document } from '../../../functions/documents/document.ts';

const clientId = `cli_${'0'.repeat(26)}`;
const createdAt = '2026-03-02T10:00:00.000Z';
const idOf = (n: number) => `fol_${String(n).padStart(26, '0')}`;
const made = (n: number) => ({ id: idOf(n), clientId, createdAt });
const shelfWith = (...folders: Folder[]): Shelf => new Map(folders.map((one) => [one.id, one]));

type Line = [name: string, parent: number | undefined, visibility: FolderVisibility];
function aShelf(...lines: Line[]): Shelf {
  let shelf = shelfWith();
  for (const [n, [name, parent, visibility]] of lines.entries()) {
    const input = { name, visibility, ...(parent !== undefined && { parentId: idOf(parent) }) };
    shelf = new Map([...shelf, [idOf(n), addFolder(shelf, input, made(n))]]);
  }
  return shelf;
}
const tree = () =>
  aShelf(
    ['Tax', undefined, 'client-can-add'],
    ['2026', 0, 'client-can-view'],
    ['Workpapers', 1, 'firm'],
    ['Secret', undefined, 'firm'],
  );
const at = (shelf: Shelf, n: number) => shelf.get(idOf(n))!;

describe('a folder', () => {
  test('is for the firm at the top, and as open as the folder around it otherwise', () => {
    const shelf = tree();
    expect(addFolder(shelf, { name: 'New' }, made(9)).visibility).toBe('firm');
    expect(addFolder(shelf, { name: 'New', parentId: idOf(1) }, made(9)).visibility).toBe('client-can-view');
  });

  test('is no more open than the folder around it', () => {
    const input = { name: 'New', parentId: idOf(1), visibility: 'client-can-add' as const };
    expect(() => addFolder(tree(), input, made(9))).toThrow('2026 is client-can-view');
    expect(() => changeFolder(tree(), at(tree(), 2), { visibility: 'client-can-add' })).toThrow('only be as open');
  });

  test('has a name of its own among its neighbours, however it is written', () => {
    expect(() => addFolder(tree(), { name: 'TÁX' }, made(9))).toThrow('There is a folder Tax there already');
    expect(addFolder(tree(), { name: 'Tax', parentId: idOf(0) }, made(9)).name).toBe('Tax');
    expect(changeFolder(tree(), at(tree(), 0), { name: 'TAX' }).name).toBe('TAX');
  });

  test('that is narrowed narrows what is in it at once, and opens it again', () => {
    const shelf = tree();
    const narrowed = changeFolder(shelf, at(shelf, 0), { visibility: 'firm' });
    const then = new Map([...shelf, [narrowed.id, narrowed]]);
    expect(shownOf(then, idOf(1))).toBe('firm');
    expect(shownOf(new Map([...then, [idOf(0), at(shelf, 0)]]), idOf(1))).toBe('client-can-view');
  });

  test('lies neither in itself nor in what is in it', () => {
    const shelf = tree();
    for (const to of [0, 1, 2])
      expect(() => changeFolder(shelf, at(shelf, 0), { parentId: idOf(to) })).toThrow('cannot lie in itself');
  });

  test('lies eight deep at most, with all that is in it', () => {
    const deep = aShelf(...Array.from({ length: 8 }, (_, n): Line => [`F${n}`, n === 0 ? undefined : n - 1, 'firm']), [
      'Other',
      undefined,
      'firm',
    ]);
    expect(() => addFolder(deep, { name: 'New', parentId: idOf(7) }, made(9))).toThrow('8 deep');
    expect(() => changeFolder(deep, at(deep, 0), { parentId: idOf(8) })).toThrow('8 deep');
  });

  test('goes only when it is empty, and says otherwise what is in it', () => {
    const shelf = tree();
    expect(removeFolder(shelf, at(shelf, 2), { count: 0, names: [] }).status).toBe('removed');
    expect(() => removeFolder(shelf, at(shelf, 1), { count: 2, names: ['a.pdf', 'b.pdf'] })).toThrow(
      '2026 is not empty; in it are 1 folder and 2 documents: Workpapers, a.pdf, b.pdf',
    );
    // The index of names may lag behind the count.
    expect(() => removeFolder(shelf, at(shelf, 3), { count: 1, names: [] })).toThrow('in it are 1 document');
  });
});

const visibilities = ['firm', 'client-can-view', 'client-can-add'] as const;
const someShelf = fc
  .array(fc.tuple(fc.nat(), fc.constantFrom(...visibilities), fc.constantFrom(...Object.keys(retentionClasses))), {
    minLength: 2,
    maxLength: 10,
  })
  .map((lines): Shelf => {
    let shelf = shelfWith();
    for (const [n, [where, visibility, retention]] of lines.entries()) {
      const parent = where % (n + 1);
      const parentId = parent < n && wayOut(shelf, idOf(parent)).length < 4 ? idOf(parent) : undefined;
      const input = {
        name: `Folder ${n}`,
        ...(parentId && { parentId }),
        visibility: narrower(visibility, shownOf(shelf, parentId)),
        retention: retention as keyof typeof retentionClasses,
      };
      shelf = new Map([...shelf, [idOf(n), addFolder(shelf, input, made(n))]]);
    }
    return shelf;
  });

const openness = (of: FolderVisibility) => visibilities.indexOf(of);
const tried = <T>(run: () => T): T | undefined => {
  try {
    return run();
  } catch {
    return undefined;
  }
};

const aDocument = (more: Partial<Document>): Document => ({
  id: `doc_${'0'.repeat(26)}`,
  clientId,
  name: 'a.pdf',
  type: 'application/pdf',
  size: 1,
  sha256: '0'.repeat(64),
  visibility: 'client',
  addedBy: 'mem',
  addedAt: createdAt,
  status: 'released',
  statusAt: createdAt,
  key: 'documents/x/y',
  ...more,
});

describe('folders that are moved, however often', () => {
  test('never lie in a circle, and each is found on the way from the top', () => {
    fc.assert(
      fc.property(someShelf, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }), (begun, moves) => {
        let shelf = begun;
        for (const [one, other] of moves) {
          const folder = at(shelf, one % shelf.size);
          const to = other % (shelf.size + 1);
          const parentId = to === shelf.size ? null : idOf(to);
          const moved = tried(() => changeFolder(shelf, folder, { parentId }));
          if (moved) shelf = new Map([...shelf, [moved.id, moved]]);
        }
        for (const { id } of shelf.values()) expect(wayOut(shelf, id).at(-1)!.parentId).toBeUndefined();
      }),
    );
  });

  test('show nothing that was hidden before, nor let anything go sooner, unless someone says so', () => {
    fc.assert(
      fc.property(someShelf, fc.nat(), fc.nat(), (shelf, one, other) => {
        const to = other % (shelf.size + 1);
        const parentId = to === shelf.size ? null : idOf(to);
        const moved = tried(() => changeFolder(shelf, at(shelf, one % shelf.size), { parentId }));
        if (!moved) return;
        const after = new Map([...shelf, [moved.id, moved]]);
        for (const { id } of shelf.values()) {
          expect(openness(shownOf(after, id))).toBeLessThanOrEqual(openness(shownOf(shelf, id)));
          const inIt = aDocument({ folderId: id });
          expect(retainedUntil(inIt, after) ?? '').toSatisfy(
            (until: string) => until >= (retainedUntil(inIt, shelf) ?? ''),
          );
        }
      }),
    );
  });
});

describe('a document that is moved', () => {
  test('is seen by nobody of the client who did not see it before, and kept as long, unless someone says so', () => {
    const places = fc.tuple(someShelf, fc.nat(), fc.nat(), fc.constantFrom('firm', 'client'));
    fc.assert(
      fc.property(places, ([shelf, from, to, visibility]) => {
        const place = (n: number) => (n % (shelf.size + 1) === shelf.size ? undefined : idOf(n % (shelf.size + 1)));
        const folderId = place(from);
        const document = aDocument({ visibility: visibility as Document['visibility'], ...(folderId && { folderId }) });
        const moved = moveTo(document, { folderId: place(to) ?? null }, shelf);
        if (isShown(moved, shelf)) expect(isShown(document, shelf)).toBe(true);
        expect((retainedUntil(moved, shelf) ?? '') >= (retainedUntil(document, shelf) ?? '')).toBe(true);
      }),
    );
  });

  test('is shown where someone says so, but never in a folder for the firm only', () => {
    const shelf = tree();
    const hidden = aDocument({ folderId: idOf(3) });
    expect(isShown(moveTo(hidden, { folderId: idOf(1) }, shelf), shelf)).toBe(false);
    expect(isShown(moveTo(hidden, { folderId: idOf(1), visibility: 'client' }, shelf), shelf)).toBe(true);
    expect(() => moveTo(hidden, { folderId: idOf(2), visibility: 'client' }, shelf)).toThrow('for the firm only');
  });
});

describe('a tree of folders', () => {
  let last = 100;
  const making = () => ({ clientId, createdAt, newId: () => idOf(last++) });
  const grown = (shelf: Shelf, added: readonly Folder[]): Shelf =>
    new Map([...shelf, ...added.map((one) => [one.id, one] as const)]);

  test.each(shippedTrees.map((one) => [one.key, one] as const))(
    '%s is one that a firm could have put in',
    (key, one) => {
      const { key: _, ...input } = one;
      expect(wordTree(key, input, { by: 'mem', now: createdAt, others: 0 })).toMatchObject({ name: one.name });
    },
  );

  test('is grown once, however often it is asked for', () => {
    for (const { folders } of shippedTrees) {
      const shelf = grown(shelfWith(), grow(shelfWith(), folders, making()));
      expect(shelf.size).toBe(folders.length);
      expect(grow(shelf, folders, making())).toEqual([]);
    }
  });

  test('keeps what is there under a name, and is no more open than that', () => {
    const shelf = aShelf(['tax returns', undefined, 'firm']);
    const branches = [
      { path: ['Tax returns'], visibility: 'client-can-view' as const },
      { path: ['Tax returns', '2026'], visibility: 'client-can-view' as const },
    ];
    expect(grow(shelf, branches, making())).toMatchObject([{ name: '2026', parentId: idOf(0), visibility: 'firm' }]);
  });

  test.each([
    ['without the folder that it lies in', [{ path: ['A', 'B'], visibility: 'firm' }], 'Put A into the list first'],
    [
      'twice',
      [
        { path: ['A'], visibility: 'firm' },
        { path: ['a'], visibility: 'firm' },
      ],
      'in the list twice',
    ],
    [
      'more open than the folder that it lies in',
      [
        { path: ['A'], visibility: 'firm' },
        { path: ['A', 'B'], visibility: 'client-can-view' },
      ],
      'narrower than that',
    ],
  ] as const)('has no folder %s', (_, folders, says) => {
    const input = { name: 'Mine', folders: folders.map((one) => ({ ...one, path: [...one.path] })) };
    expect(() => wordTree('own-mine', input, { by: 'mem', now: createdAt, others: 0 })).toThrow(says);
  });
});
