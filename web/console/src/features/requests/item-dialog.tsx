import { Autocomplete, Stack, Textarea } from '@mantine/core';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import type { RequestItem } from '../../lib/requests.ts';
import type { ItemActs, ItemAsked } from './item-acts.ts';
import { hintOf, readyReasons } from './ready-reasons.ts';

type Why = Exclude<ItemAsked, 'answer'>;
const heads: Record<Why, { title: string; act: string }> = {
  'send-back': { title: 'Send back', act: 'Send it back' },
  waive: { title: 'Waive', act: 'Do without it' },
  receive: { title: 'Received another way', act: 'It is here' },
};

type Props = { item: RequestItem; asked: Why; acts: ItemActs; onClose: () => void };

/** Why: of what is sent back the client reads it, with what helps. */
export function ItemDialog({ item, asked, acts, onClose }: Props) {
  const [why, setWhy] = useState('');
  const [hint, setHint] = useState('');
  const isBack = asked === 'send-back';
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (asked !== 'send-back') return acts.settle(item, asked, why, onClose);
    const helps = hint.trim();
    acts.sendBack(item, { reason: why.trim(), ...(helps !== '' && { hint: helps }) }, onClose);
  };
  const choose = (reason: string) => {
    setWhy(reason);
    const ready = hintOf(reason);
    if (ready !== '') setHint(ready);
  };
  return (
    <Dialog
      isUnsaved={why.trim() !== '' || hint.trim() !== ''}
      onClose={onClose}
      title={`${heads[asked].title}: ${item.title}`}
      size="md"
    >
      <form onSubmit={send}>
        <Stack gap="sm">
          {isBack ? (
            <>
              <Autocomplete
                label="What is wrong, as the client reads it"
                description="Choose one, or write your own"
                data={readyReasons.map(({ reason }) => reason)}
                required
                withAsterisk={false}
                data-autofocus
                value={why}
                onChange={choose}
              />
              <Textarea
                label="What helps (optional)"
                autosize
                minRows={2}
                value={hint}
                onChange={({ currentTarget }) => setHint(currentTarget.value)}
              />
            </>
          ) : (
            <Textarea
              label="Why (optional)"
              description="The client is not asked for it any more"
              autosize
              data-autofocus
              value={why}
              onChange={({ currentTarget }) => setWhy(currentTarget.value)}
            />
          )}
          <DialogFoot act={heads[asked].act} isPending={acts.isPending} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
