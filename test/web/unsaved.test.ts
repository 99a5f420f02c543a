import { describe, expect, test } from 'vitest';
import { asListed, rebased } from '../../web/console/src/lib/rebase.ts';
import { everywhere, isLeft, newKeeper } from '../../web/console/src/lib/unsaved.ts';

describe('a way from one address to another', () => {
  const from = { pathname: '/clients/cli_1', search: { tab: 'documents', folder: 'none' } };

  test.each([
    ['another page', { pathname: '/work', search: from.search }],
    ['another tab', { ...from, search: { ...from.search, tab: 'people' } }],
    ['the first tab, which has no name', { ...from, search: { folder: 'none' } }],
    ['another document', { ...from, search: { ...from.search, document: 'doc_2' } }],
  ])('to %s takes what is typed off the page', (_, to) => {
    expect(isLeft(from, to)).toBe(true);
  });

  test.each([
    ['what is shown in another order', { ...from, search: { ...from.search, sort: '-name' } }],
    ['another folder', { ...from, search: { ...from.search, folder: 'fld_2' } }],
    ['itself', { ...from }],
  ])('to %s leaves it where it is', (_, to) => {
    expect(isLeft(from, to)).toBe(false);
  });
});

describe('who leaves', () => {
  const page = { within: everywhere };
  const dialog = { within: page };

  /** What was done, in order. */
  function someone() {
    const keeper = newKeeper();
    const done: string[] = [];
    return { keeper, done, leaves: (from: typeof page) => keeper.leave(from, () => done.push('left')) };
  }

  test('goes at once where nothing is typed', () => {
    const { keeper, done, leaves } = someone();
    leaves(page);
    expect({ done, isAsked: keeper.isAsked() }).toEqual({ done: ['left'], isAsked: false });
  });

  test('is asked where something is, and stays with it', () => {
    const { keeper, done, leaves } = someone();
    keeper.hold(dialog);
    leaves(dialog);
    expect({ done, isAsked: keeper.isAsked() }).toEqual({ done: [], isAsked: true });
    keeper.stay();
    expect({ done, isAsked: keeper.isAsked(), isHeld: keeper.isHeld() }).toEqual({
      done: [],
      isAsked: false,
      isHeld: true,
    });
  });

  test('goes by themself once what they were asked about is saved', async () => {
    const { keeper, done, leaves } = someone();
    const [first, second] = [keeper.hold(dialog), keeper.hold(page)];
    leaves(page);
    first();
    await Promise.resolve();
    expect({ done, isAsked: keeper.isAsked() }).toEqual({ done: [], isAsked: true });
    second();
    await Promise.resolve();
    expect({ done, isAsked: keeper.isAsked() }).toEqual({ done: ['left'], isAsked: false });
  });

  test('goes when they say so, and is not asked again on the way', () => {
    const { keeper, done, leaves } = someone();
    keeper.hold(dialog);
    leaves(dialog);
    keeper.goOn();
    keeper.goOn();
    expect({ done, isAsked: keeper.isAsked(), isHeld: keeper.isHeld() }).toEqual({
      done: ['left'],
      isAsked: false,
      isHeld: false,
    });
  });

  test('is not asked once it is saved', () => {
    const { keeper, done, leaves } = someone();
    const saved = keeper.hold(dialog);
    saved();
    leaves(dialog);
    expect(done).toEqual(['left']);
  });

  test('closes a dialog over a page where something is typed, and gives up nothing of the page', () => {
    const { keeper, done, leaves } = someone();
    keeper.hold(page);
    leaves(dialog);
    expect(done).toEqual(['left']);
    keeper.hold(dialog);
    leaves(dialog);
    keeper.goOn();
    expect({ done, page: keeper.isHeld(page), dialog: keeper.isHeld(dialog) }).toEqual({
      done: ['left', 'left'],
      page: true,
      dialog: false,
    });
  });

  test('leaves a page with all that stands in it: a dialog too', () => {
    const { keeper, done, leaves } = someone();
    keeper.hold(dialog);
    leaves(page);
    keeper.leave(everywhere, () => done.push('signed out'));
    expect({ done, isAsked: keeper.isAsked() }).toEqual({ done: [], isAsked: true });
  });

  test('is asked nothing about what another person typed, once it is given up', () => {
    const { keeper, done, leaves } = someone();
    keeper.hold(page);
    keeper.hold(dialog);
    keeper.giveUp();
    leaves(page);
    expect({ done, mayBeLost: keeper.mayBeLost() }).toEqual({ done: ['left'], mayBeLost: false });
  });

  test('is asked by the browser, but not for a file that it only keeps', () => {
    const { keeper } = someone();
    keeper.hold(page);
    const before = keeper.mayBeLost();
    let during: boolean | undefined;
    keeper.whileStaying(() => (during = keeper.mayBeLost()));
    expect({ before, during }).toEqual({ before: true, during: false });
  });
});

describe('what is typed over something that a colleague changes meanwhile', () => {
  const before = { name: 'Juniper', website: '', tags: ['dental'], address: { city: 'Boulder' } };

  test('comes beside what they changed', () => {
    const mine = { ...before, website: 'juniper.example' };
    const theirs = { ...before, name: 'Juniper Dental', tags: ['dental', 'vip'] };
    expect(rebased(before, mine, theirs)).toEqual({
      values: { ...theirs, website: 'juniper.example' },
      clashes: [],
    });
  });

  test('stays where both changed the same, and what they wrote is told', () => {
    const mine = { ...before, name: 'Juniper Street', address: { city: 'Denver' } };
    const theirs = { ...before, name: 'Juniper Dental', website: 'theirs.example' };
    expect(rebased(before, mine, theirs)).toEqual({
      values: { ...mine, website: 'theirs.example' },
      clashes: [{ name: 'name', theirs: 'Juniper Dental' }],
    });
  });

  test('is no matter of dispute where both wrote the same, but for blanks', () => {
    const mine = { ...before, name: 'Juniper Dental ' };
    expect(rebased(before, mine, { ...before, name: 'Juniper Dental' }).clashes).toEqual([]);
  });

  test('goes with what they took away, unless it was changed here', () => {
    type Said = { title: string; help?: string };
    const had: Said = { title: 'Phone', help: 'With the country' };
    const without: Said = { title: 'Phone' };
    expect(rebased(had, { ...had, title: 'Mobile' }, without).values).toEqual({ title: 'Mobile' });
    const changed = { ...had, help: 'With +1' };
    expect(rebased(had, changed, without)).toEqual({
      values: changed,
      clashes: [{ name: 'help', theirs: undefined }],
    });
  });
});

describe('what was opened from a list', () => {
  const seen = { id: 'grp_1', version: 1 };

  test('is what a colleague has made of it since', () => {
    expect(
      asListed(
        [
          { id: 'grp_2', version: 9 },
          { id: 'grp_1', version: 2 },
        ],
        seen,
      ),
    ).toEqual({ ...seen, version: 2 });
  });

  test('stays as it was seen when it is gone from there, or the list is not', () => {
    expect(asListed([], seen)).toBe(seen);
    expect(asListed(undefined, seen)).toBe(seen);
  });
});
