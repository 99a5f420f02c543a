import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column } from './row-table.tsx';
import classes from './row-table.module.css';

type Props<T> = { column: Column<T>; sort: string | undefined; onSort: ((sort: string) => void) | undefined };

export function RowHeading<T>({ column, sort, onSort }: Props<T>) {
  const { key, title, isTitleHidden, align, width, onWide, order } = column;
  const isHere = sort?.replace('-', '') === key;
  const isDown = isHere && sort!.startsWith('-');
  const Arrow = isDown ? IconArrowDown : IconArrowUp;
  const said = isTitleHidden ? <VisuallyHidden>{title}</VisuallyHidden> : title;
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
          {said}
          {isHere && <Arrow size={14} aria-hidden />}
        </button>
      ) : (
        said
      )}
    </th>
  );
}
