import { Checkbox, Stack } from '@mantine/core';

type Props = {
  lines: readonly { text: string; doneAt?: string | undefined }[];
  isDisabled: boolean;
  onTick: (line: number, done: boolean) => void;
};

/** The lines of a checklist, each ticked by itself. */
export const TickList = ({ lines, isDisabled, onTick }: Props) => (
  <Stack gap={6} role="group" aria-label="Checklist">
    {lines.map(({ text, doneAt }, i) => (
      <Checkbox
        key={text}
        size="xs"
        label={text}
        checked={doneAt !== undefined}
        disabled={isDisabled}
        onChange={({ currentTarget }) => onTick(i, currentTarget.checked)}
      />
    ))}
  </Stack>
);
