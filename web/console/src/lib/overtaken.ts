import { useIsMutating } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { tell } from './notices.ts';
import { type Clash, isSame, rebased } from './rebase.ts';

type Versioned = { version: number };
const versionOf = (record: Versioned | undefined) => record?.version ?? 0;

/** As a form has it: `resetDirty` says what it began with, where it keeps that. */
type Typed<V> = { values: V; setValues: (values: V) => void; resetDirty?: (values: V) => void };

/** What both changed, and the way out of it. */
export type Overtaken = { clashes: readonly Clash[]; keepMine: () => void; takeTheirs: () => void };

/**
 * Keeps what is typed over a record that others change, too. It is sent as a change of `began`, the record that the one who
 * types has seen: whatever a colleague writes meanwhile comes in beside it, or they decide between the two. Nobody else
 * changes what is only being made.
 */
export function useOvertaken<R extends Versioned | undefined, V extends object>(
  newest: R,
  valuesOf: (record: R) => V,
  { values: mine, setValues, resetDirty }: Typed<V>,
) {
  const [began, setBegan] = useState(newest);
  // What comes of one's own change is nobody else's: it is taken over once it is through.
  const isAtRest = useIsMutating() === 0;
  const [before, theirs] = [valuesOf(began), valuesOf(newest)];
  const isBehind = isAtRest && versionOf(newest) > versionOf(began);
  const { values, clashes } = isBehind ? rebased(before, mine, theirs) : { values: mine, clashes: [] };
  const latest = useRef(mine);
  const begin = (record: R, typed: V) => {
    setValues(typed);
    resetDirty?.(valuesOf(record));
    setBegan(record);
  };
  const mayFollow = isBehind && clashes.length === 0;
  useEffect(() => {
    latest.current = mine;
    if (!mayFollow) return;
    if (!isSame(mine, before) && !isSame(mine, values))
      tell('Someone else changed this meanwhile: it is shown with what you typed');
    begin(newest, values);
  });
  return {
    began,
    /** What was typed is saved, and this came of it; what was typed since stays. */
    saved: (record: R) => begin(record, rebased(mine, latest.current, valuesOf(record)).values),
    overtaken: {
      clashes,
      keepMine: () => begin(newest, values),
      takeTheirs: () =>
        begin(newest, { ...values, ...Object.fromEntries(clashes.map(({ name, theirs: wrote }) => [name, wrote])) }),
    } satisfies Overtaken,
  };
}
