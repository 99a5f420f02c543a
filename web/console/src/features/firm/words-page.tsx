import { Badge, Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import type { Worded } from './own-words.ts';

type Acts = {
  isResetting: boolean;
  reset: () => Promise<unknown>;
  /** Puts the words back as they were before the reset. */
  takeBack: () => Promise<unknown>;
  onRemoved: () => void;
};
type Props = Acts & { of: Worded; what: string; children: ReactNode };

/** Words of one thing: whose they are, the way back to the shipped ones, and the words. */
export function WordsPage({ of, children, ...acts }: Props) {
  return (
    <Stack gap="md">
      <PageHead
        title={of.name}
        beside={<Badge color={of.own ? 'blue' : 'gray'}>{of.own ? 'Your words' : 'As shipped'}</Badge>}
      >
        {of.can.reset && <Reset of={of} {...acts} />}
      </PageHead>
      {of.notYet !== undefined && <Text c="dimmed">{of.notYet}</Text>}
      {children}
    </Stack>
  );
}

/** The firm's own words go, and are there again for whoever changes their mind. */
function Reset({ of, what, isResetting, reset, takeBack, onRemoved }: Omit<Props, 'children'>) {
  const told = () => {
    tellUndo(of.shipped ? 'The shipped words hold again' : `${of.name} is removed`, takeBack);
    if (!of.shipped) onRemoved();
  };
  // This button is gone before the answer comes, and says so all the same.
  const take = () => void reset().then(told, tellTrouble);
  return (
    <Button variant="default" loading={isResetting} onClick={take}>
      {of.shipped ? 'Back to the shipped words' : `Remove this ${what}`}
    </Button>
  );
}
