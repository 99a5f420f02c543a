import { Button, Collapse, Group, Stack } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

type Props = {
  /** What more is said of, for who does not see where it stands. */
  about: string;
  isOpenAtFirst?: boolean;
  /** Something is wrong in it. */
  isFaulty: boolean;
  gap?: 'xs' | 'sm';
  children: ReactNode;
};

/** What is seldom said in a form, behind one button; what is wrong in it always shows. */
export function More({ about, isOpenAtFirst = false, isFaulty, gap = 'sm', children }: Props) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const isExpanded = isOpen || isFaulty;
  return (
    <>
      <Group>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          ml={-8}
          aria-expanded={isExpanded}
          aria-label={`More about ${about}`}
          rightSection={<IconChevronDown size={14} style={isExpanded ? { rotate: '180deg' } : {}} />}
          onClick={() => setOpen(!isExpanded)}
        >
          More
        </Button>
      </Group>
      <Collapse expanded={isExpanded}>
        <Stack gap={gap}>{children}</Stack>
      </Collapse>
    </>
  );
}
