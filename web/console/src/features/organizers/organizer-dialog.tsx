import { AskedDialog } from '../../components/asked-dialog.tsx';
import type { Asked } from '../../lib/asked-change.ts';
import { tell } from '../../lib/notices.ts';
import { type Organizer, useOrganizerAct } from '../../lib/organizers.ts';
import { useSayGone } from '../../lib/request-gone.ts';

type Props = { organizer: Organizer; asked: Asked; onClose: () => void };

/** What it asks stays as it is. */
export function OrganizerDialog({ organizer, asked, onClose }: Props) {
  const { mutate, isPending } = useOrganizerAct(organizer.id);
  const sayGone = useSayGone();
  const says = (changed: Organizer) =>
    ({ change: 'The organizer is changed', 'send-on': sayGone(changed), cancel: 'The organizer is cancelled' })[asked];
  return (
    <AskedDialog
      record={organizer}
      what="organizer"
      asked={asked}
      cancelHint="The client does not see it any more. What they answered stays here."
      isPending={isPending}
      onAct={(act, onError, onDone) =>
        mutate(act, { onSuccess: (changed) => (tell(says(changed)), onDone()), onError })
      }
      onClose={onClose}
    />
  );
}
