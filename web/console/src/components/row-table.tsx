import { Box, Checkbox } from '@mantine/core';
import { Fragment, type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { RowHeading } from './row-heading.tsx';
import classes from './row-table.module.css';

export type Column<T> = {
  key: string;
  title: string;
  /** Of what needs no heading for the eye: buttons at the end of the row. */
  isTitleHidden?: true;
  render: (row: T) => ReactNode;
  /** Left out where no row has anything to say here. */
  has?: (row: T) => boolean;
  /** What the rows are put in order by, where they can be. */
  order?: (row: T) => string | number;
  align?: 'right';
  width?: number | string;
  /** Left out where there is no room. */
  onWide?: true;
};

type Props<T> = {
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  idOf: (row: T) => string;
  onOpen?: (row: T) => void;
  onPeek?: (row: T) => void;
  peeked?: string | undefined;
  /** By id; with it come boxes to tick, and `nameOf` says whose each one is. */
  selected?: ReadonlySet<string>;
  onSelect?: (ids: ReadonlySet<string>) => void;
  nameOf?: (row: T) => string;
  /** `name` or `-name`; undefined where the order is the list's own. */
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  isStale?: boolean;
  /** One more thing that a key does with the row. */
  onAct?: { key: string; act: (row: T) => void } | undefined;
  /** The heading above a row and those that follow it with the same. */
  groupOf?: (row: T) => string;
};

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], sort: string | undefined): readonly T[] {
  const order = columns.find(({ key }) => key === sort?.replace('-', ''))?.order;
  if (!order) return rows;
  const way = sort!.startsWith('-') ? -1 : 1;
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
  return rows.toSorted((a, b) => way * compare(order(a), order(b)));
}

const isControl = (target: EventTarget) => target instanceof Element && !!target.closest('a, button, input, label');

/** With what was there before, and without what was there already. */
const toggled = (ids: ReadonlySet<string>, id: string) =>
  new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]);

/** One line a row: arrows move, Enter opens, space selects, right or a click peeks; an open peek follows the arrows. */
export function RowTable<T>(props: Props<T>) {
  const { label, rows, idOf, onOpen, onPeek, peeked, selected, onSelect, nameOf = idOf, sort, onSort } = props;
  const { isStale = false, groupOf, onAct } = props;
  const [place, setPlace] = useState(0);
  const shown = sorted(rows, props.columns, sort);
  const at = Math.min(place, shown.length - 1);
  const columns = props.columns.filter(({ has }) => !has || rows.some(has));
  const select = selected && onSelect && ((row: T) => onSelect(toggled(selected, idOf(row))));

  function onKey(event: KeyboardEvent<HTMLTableRowElement>, row: T, index: number): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, ((row: T) => void) | undefined> = {
      Enter: onOpen,
      ' ': select ?? onPeek ?? onOpen,
      ArrowRight: onPeek,
      ...(onAct && { [onAct.key]: onAct.act }),
    };
    const goTo = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (goTo === undefined && !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]?.(row);
    if (goTo === undefined) return;
    const next = Math.max(0, Math.min(goTo, shown.length - 1));
    event.currentTarget.parentElement!.querySelectorAll<HTMLElement>(':scope > tr[data-row]')[next]?.focus();
    if (peeked !== undefined) onPeek?.(shown[next]!);
  }
  const onClick = (event: MouseEvent, row: T) => {
    if (!isControl(event.target)) (onPeek ?? onOpen)?.(row);
  };
  const hasRowActs = (onOpen ?? onPeek ?? select) !== undefined;

  return (
    <Box className={classes.scroll} data-stale={isStale || undefined}>
      <table className={classes.table} aria-label={label} aria-busy={isStale}>
        <thead>
          <tr>
            {selected && (
              <th scope="col" className={classes.box} data-wide>
                <Checkbox
                  size="xs"
                  aria-label="Select all that are shown"
                  checked={shown.length > 0 && shown.every((row) => selected.has(idOf(row)))}
                  indeterminate={selected.size > 0 && !shown.every((row) => selected.has(idOf(row)))}
                  onChange={({ currentTarget }) => onSelect?.(new Set(currentTarget.checked ? shown.map(idOf) : []))}
                />
              </th>
            )}
            {columns.map((column) => (
              <RowHeading key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <Fragment key={idOf(row)}>
              {groupOf && (index === 0 || groupOf(row) !== groupOf(shown[index - 1]!)) && (
                <tr className={classes.group}>
                  <th scope="rowgroup">
                    {groupOf(row)}
                    <span>{shown.filter((one) => groupOf(one) === groupOf(row)).length}</span>
                  </th>
                </tr>
              )}
              <tr
                data-row
                {...(hasRowActs && { tabIndex: index === at ? 0 : -1 })}
                data-acts={hasRowActs || undefined}
                data-chosen={peeked === idOf(row) || selected?.has(idOf(row)) || undefined}
                onFocus={() => setPlace(index)}
                onKeyDown={(event) => onKey(event, row, index)}
                onClick={(event) => onClick(event, row)}
              >
                {selected && (
                  <td className={classes.box} data-wide>
                    <Checkbox
                      size="xs"
                      tabIndex={-1}
                      aria-label={`Select ${nameOf(row)}`}
                      checked={selected.has(idOf(row))}
                      onChange={() => select?.(row)}
                    />
                  </td>
                )}
                {columns.map(({ key, render, align, onWide }) => (
                  <td key={key} data-align={align} data-wide={onWide}>
                    {render(row)}
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
