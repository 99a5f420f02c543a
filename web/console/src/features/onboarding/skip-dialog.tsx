import { Stack, Text, Textarea } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import type { Onboarding } from '../../lib/onboardings.ts';
import { type Step, useStepAct } from './requests.ts';

type Props = {
  onboarding: Onboarding;
  step: Step;
  title: string;
  /** Something is typed in the step. */
  loses: boolean;
  onClose: () => void;
};

export function SkipDialog({ onboarding, step, title, loses, onClose }: Props) {
  const { mutate, isPending } = useStepAct(onboarding, step);
  const [reason, setReason] = useState('');
  const skip = (event: SubmitEvent) => {
    event.preventDefault();
    mutate({ act: 'skip', reason: reason.trim() }, { onSuccess: onClose, onError: tellTrouble });
  };
  return (
    <Dialog isUnsaved={reason.trim() !== ''} onClose={onClose} title={`Leave out: ${title}`} size="md">
      <form onSubmit={skip}>
        <Stack gap="sm">
          <Textarea
            label="Why"
            autosize
            required
            withAsterisk={false}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {loses && <Text size="sm">What you typed in this step is not saved: it goes once the step is left out.</Text>}
          <DialogFoot act="Leave it out" isPending={isPending} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
