import { Group, SegmentedControl, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { noticeKinds, noticeWords } from '../../lib/notice-words.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { type Choices, choicesQuery, type How, useChoose } from './requests.ts';
import classes from './notice-choices.module.css';

const ways: { value: How; label: string }[] = [
  { value: 'app', label: 'Here' },
  { value: 'mail', label: 'Here and by mail' },
  { value: 'none', label: 'Not at all' },
];

/** Of what someone is told, and how; kept as soon as it is chosen. */
export function NoticeChoices() {
  const { data, error, isPending, refetch } = useQuery(choicesQuery);
  return (
    <Stack component="section" gap="sm" aria-label="What you are told of">
      <Title order={2}>What you are told of</Title>
      {isPending && <RowSkeleton rows={10} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && <Chosen choices={data} />}
    </Stack>
  );
}

function Chosen({ choices }: { choices: Choices }) {
  const { mutate, isPending } = useChoose();
  const choose = (more: Partial<Choices>) => mutate({ ...choices, ...more }, { onError: tellTrouble });
  const { kinds, morning } = choices;
  return (
    <>
      <div>
        {noticeKinds.map((kind) => (
          <div key={kind} className={classes.kind}>
            <Text size="sm">{noticeWords[kind].full}</Text>
            <SegmentedControl
              size="xs"
              aria-label={noticeWords[kind].full}
              data={ways}
              value={kinds[kind]}
              disabled={isPending}
              onChange={(how) => choose({ kinds: { ...kinds, [kind]: how as How } })}
            />
          </div>
        ))}
      </div>
      <Group gap="lg" align="center">
        <Switch
          label="One mail on the morning of a working day"
          checked={morning.isOn}
          disabled={isPending}
          onChange={({ currentTarget }) => choose({ morning: { ...morning, isOn: currentTarget.checked } })}
        />
        {morning.isOn && (
          <MorningTime key={morning.at} at={morning.at} onChoose={(at) => choose({ morning: { ...morning, at } })} />
        )}
      </Group>
      <Text size="sm" c="dimmed">
        It has what is due for you, and what you chose to be mailed. Where there is neither, none is sent.
      </Text>
    </>
  );
}

/** Kept when it is left, not at every figure that is typed. */
const MorningTime = ({ at, onChoose }: { at: string; onChoose: (at: string) => void }) => (
  <TextInput
    type="time"
    size="xs"
    aria-label="From when on"
    defaultValue={at}
    onBlur={({ currentTarget: { value } }) => {
      if (value !== '' && value !== at) onChoose(value);
    }}
  />
);
