import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useClientName } from '../lib/client-name.ts';
import { isOut, letterStatusWords } from '../lib/letter-words.ts';
import type { LetterLine } from '../lib/letters.ts';
import { DoneOf } from './done-of.tsx';
import { DueDay } from './due-day.tsx';
import type { Column } from './row-table.tsx';

export const LetterBadge = ({ letter: { status } }: { letter: Pick<LetterLine, 'status'> }) => (
  <Badge color={letterStatusWords[status].colour}>{letterStatusWords[status].says}</Badge>
);

function Client({ id }: { id: string }) {
  const name = useClientName(id) ?? '…';
  return <span title={name}>{name}</span>;
}

const given = ({ signers }: LetterLine) => signers.filter(({ signedAt }) => signedAt !== undefined).length;

/** A letter on one line: what, with whom, how it stands, until when, how many have signed. */
export const letterColumns = ({
  today,
  clientWord,
}: {
  today: string;
  clientWord?: string;
}): readonly Column<LetterLine>[] => [
  {
    key: 'title',
    title: 'Letter',
    render: ({ id, title }) => (
      <Link to="/letters/$letterId" params={{ letterId: id }} tabIndex={-1} title={title}>
        {title}
      </Link>
    ),
    order: ({ title }) => title,
  },
  ...(clientWord === undefined
    ? []
    : [
        {
          key: 'client',
          title: clientWord,
          width: '26%',
          render: ({ clientId }: LetterLine) => <Client id={clientId} />,
        },
      ]),
  { key: 'status', title: 'State', width: 130, render: (letter) => <LetterBadge letter={letter} />, onWide: true },
  {
    key: 'due',
    title: 'Sign by',
    width: 124,
    render: (letter) => <DueDay on={letter.dueOn} isOverdue={isOut(letter) && letter.dueOn < today} />,
    order: ({ dueOn }) => dueOn,
  },
  {
    key: 'signed',
    title: 'Signed',
    width: 150,
    render: (letter) => <DoneOf done={given(letter)} all={letter.signers.length} width={56} />,
    onWide: true,
  },
];
