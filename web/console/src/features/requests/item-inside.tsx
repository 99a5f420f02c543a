import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { AddFiles } from '../../components/add-files.tsx';
import { Day } from '../../components/day.tsx';
import { useFileCame } from '../../lib/file-came.ts';
import { type Request, type RequestItem, requestQuery } from '../../lib/requests.ts';
import { useWords } from '../../lib/words.ts';
import { asksForTime, type ItemActs, type ItemAsked } from './item-acts.ts';
import { ItemGiven } from './item-given.tsx';

type Props = {
  request: Request;
  item: RequestItem;
  acts: ItemActs;
  onAsk: (asked: ItemAsked) => void;
  className: string | undefined;
};

/** What was given, why it came back, and all that can be done with it. */
export function ItemInside({ request, item, acts, onAsk, className }: Props) {
  const { can, returned, moreTime, settled } = item;
  const { client } = useWords();
  return (
    <Stack gap="sm" className={className}>
      {item.note !== undefined && (
        <Text size="sm" c="dimmed">
          {item.note}
        </Text>
      )}
      {returned && (
        <Alert color="yellow" p="xs" title={`Sent back: ${returned.reason}`}>
          {returned.hint} <Day of={returned.at} />
        </Alert>
      )}
      <ItemGiven request={request} item={item} />
      {settled?.why !== undefined && <Text size="sm">{settled.why}</Text>}
      {moreTime && asksForTime(item) && (
        <Alert color="yellow" p="xs" title="More time is asked for">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">
              Until <Day of={moreTime.until} />
              {moreTime.why !== undefined && `: ${moreTime.why}`}
            </Text>
            <Group gap="xs">
              <Button size="compact-sm" disabled={acts.isPending} onClick={() => acts.answerTime(item, true)}>
                Grant it
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={acts.isPending}
                onClick={() => acts.answerTime(item, false)}
              >
                Keep the day
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <Group gap="xs">
        {can.answer && item.asks.kind !== 'upload' && (
          <Button variant="default" onClick={() => onAsk('answer')}>
            Answer for the {client.one}
          </Button>
        )}
        {can.accept && (
          <Button disabled={acts.isPending} onClick={() => acts.accept(item)}>
            Accept
          </Button>
        )}
        {can.sendBack && (
          <Button variant="default" onClick={() => onAsk('send-back')}>
            Send back
          </Button>
        )}
        {can.settle && (
          <>
            <Button variant="default" onClick={() => onAsk('receive')}>
              Received another way
            </Button>
            <Button variant="default" onClick={() => onAsk('waive')}>
              Waive
            </Button>
          </>
        )}
        {can.reopen && (
          <Button variant="default" disabled={acts.isPending} onClick={() => acts.reopen(item)}>
            Ask for it after all
          </Button>
        )}
      </Group>
      {item.asks.kind === 'upload' && (can.answer || can.accept) && <ForClient request={request} item={item} />}
    </Stack>
  );
}

/** Files that came by mail or over the counter, put where they belong. */
function ForClient({ request, item }: Pick<Props, 'request' | 'item'>) {
  const onCame = useFileCame(requestQuery(request.id).queryKey);
  const { client } = useWords();
  return (
    <AddFiles
      isAside
      path={`/v1/requests/${request.id}/items/${item.id}/documents`}
      act={`Add a file for the ${client.one}`}
      onCame={onCame}
    />
  );
}
