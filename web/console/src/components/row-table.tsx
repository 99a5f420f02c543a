import { Box } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import classes from './row-table.module.css';

export type Column<T> = {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
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
  /** `name` or `-name`; undefined where the order is the list's own. */
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  isStale?: boolean;
};

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], sort: string | undefined): readonly T[] {
  const order = columns.find(({ key }) => key === sort?.replace('-', ''))?.order;
  if (!order) return rows;
  const way = sort!.startsWith('-') ? -1 : 1;
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
  return rows.toSorted((a, b) => way * compare(order(a), order(b)));
}

const isLink = (target: EventTarget) => target instanceof HTMLElement && !!target.closest('a, button, input, label');

/** One line a row: arrows move, Enter opens, space peeks, a click peeks. */
export function RowTable<T>(props: Props<T>) {
  const { label, rows, columns, idOf, onOpen, onPeek, peeked, sort, onSort, isStale = false } = props;
  const [place, setPlace] = useState(0);
  const shown = sorted(rows, columns, sort);
  const at = Math.min(place, shown.length - 1);

  function onKey(event: KeyboardEvent<HTMLTableRowElement>, row: T, index: number): void {
    if (event.target !== event.currentTarget) return;
    const goTo = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (goTo !== undefined) {
      event.preventDefault();
      const body = event.currentTarget.parentElement!;
      (body.children[Math.max(0, Math.min(goTo, shown.length - 1))] as HTMLElement).focus();
    }
    if (event.key === 'Enter') onOpen?.(row);
    if (event.key === ' ') {
      event.preventDefault();
      (onPeek ?? onOpen)?.(row);
    }
  }
  const onClick = (event: MouseEvent, row: T) => {
    if (!isLink(event.target)) (onPeek ?? onOpen)?.(row);
  };
  const hasRowActs = onOpen !== undefined || onPeek !== undefined;

  return (
    <Box className={classes.scroll} data-stale={isStale || undefined}>
      <table className={classes.table} aria-label={label} aria-busy={isStale}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr
              key={idOf(row)}
              {...(hasRowActs && { tabIndex: index === at ? 0 : -1 })}
              data-acts={hasRowActs || undefined}
              data-chosen={peeked === idOf(row) || undefined}
              onFocus={() => setPlace(index)}
              onKeyDown={(event) => onKey(event, row, index)}
              onClick={(event) => onClick(event, row)}
            >
              {columns.map(({ key, render, align, onWide }) => (
                <td key={key} data-align={align} data-wide={onWide}>
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

type HeadingProps<T> = Pick<Props<T>, 'sort' | 'onSort'> & { column: Column<T> };

function Heading<T>({ column: { key, title, align, width, onWide, order }, sort, onSort }: HeadingProps<T>) {
  const isHere = sort?.replace('-', '') === key;
  const isDown = isHere && sort!.startsWith('-');
  const Arrow = isDown ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      style={{ width }}
      data-share={typeof width === 'string' || undefined}
      data-align={align}
      data-wide={onWide}
      {...(isHere && { 'aria-sort': isDown ? 'descending' : 'ascending' })}
    >
      {order && onSort ? (
        <button type="button" className={classes.sort} onClick={() => onSort(isHere && !isDown ? `-${key}` : key)}>
          {title}
          {isHere && <Arrow size={14} aria-hidden />}
        </button>
      ) : (
        title
      )}
    </th>
  );
}
