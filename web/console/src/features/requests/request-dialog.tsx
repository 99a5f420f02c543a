import { AskedDialog } from '../../components/asked-dialog.tsx';
import type { Asked } from '../../lib/asked-change.ts';
import { tell } from '../../lib/notices.ts';
import { useSayGone } from '../../lib/request-gone.ts';
import { type Request, useRequestAct } from '../../lib/requests.ts';

type Props = { request: Request; asked: Asked; onClose: () => void };

export function RequestDialog({ request, asked, onClose }: Props) {
  const { mutate, isPending } = useRequestAct(request.id);
  const sayGone = useSayGone();
  const says = (changed: Request) =>
    ({ change: 'The request is changed', 'send-on': sayGone(changed), cancel: 'The request is cancelled' })[asked];
  return (
    <AskedDialog
      record={request}
      what="request"
      asked={asked}
      cancelHint="Nobody is reminded of it any more. What has come stays where it is."
      saysConsequence
      isPending={isPending}
      onAct={(act, onError, onDone) =>
        mutate(act, { onSuccess: (changed) => (tell(says(changed)), onDone()), onError })
      }
      onClose={onClose}
    />
  );
}
