import { tell, tellTrouble } from '../../lib/notices.ts';
import { type Request, type RequestItem, useRequestAct } from '../../lib/requests.ts';
import { tellUndo } from '../../lib/undo.tsx';

/** What needs a word from whoever does it. */
export type ItemAsked = 'send-back' | 'waive' | 'receive' | 'answer';

export const asksForTime = ({ moreTime, can }: RequestItem): boolean =>
  can.settle && moreTime !== undefined && moreTime.answer === undefined;

/** Which key does what with an item that has the focus, where it can be done. */
export const itemKeys = [
  { key: 'a', does: 'accept', may: ({ can }: RequestItem) => can.accept },
  { key: 's', does: 'send back', may: ({ can }: RequestItem) => can.sendBack },
  { key: 'w', does: 'waive', may: ({ can }: RequestItem) => can.settle },
  { key: 'r', does: 'received another way', may: ({ can }: RequestItem) => can.settle },
  { key: 't', does: 'grant more time', may: asksForTime },
] as const;

/** Everything that is done with an item of a request. */
export function useItemActs(request: Request) {
  const { mutate, mutateAsync, isPending } = useRequestAct(request.id);
  const pathOf = ({ id }: RequestItem, what: string) => `/items/${id}/${what}`;
  const deed = (item: RequestItem, what: string, said: string, body: object = {}, onDone?: () => void) =>
    mutate(
      { path: pathOf(item, what), body, version: item.version },
      {
        onSuccess: () => {
          tell(said);
          onDone?.();
        },
        onError: tellTrouble,
      },
    );
  const settle = (item: RequestItem, what: 'waive' | 'receive', why: string, onDone: () => void) =>
    mutate(
      { path: pathOf(item, what), body: why.trim() === '' ? {} : { why: why.trim() }, version: item.version },
      {
        onSuccess: () => {
          const says = what === 'waive' ? 'is waived' : 'has come another way';
          tellUndo(`“${item.title}” ${says}`, () => mutateAsync({ path: pathOf(item, 'reopen'), body: {} }));
          onDone();
        },
        onError: tellTrouble,
      },
    );
  return {
    isPending,
    settle,
    accept: (item: RequestItem) => deed(item, 'accept', `“${item.title}” is accepted`),
    reopen: (item: RequestItem) => deed(item, 'reopen', `“${item.title}” is asked for again`),
    sendBack: (item: RequestItem, body: { reason: string; hint?: string }, onDone: () => void) =>
      deed(item, 'return', `“${item.title}” is sent back`, body, onDone),
    answerTime: (item: RequestItem, granted: boolean) =>
      deed(item, 'more-time', granted ? 'More time is granted' : 'It stays due on its day', { granted }),
  };
}
export type ItemActs = ReturnType<typeof useItemActs>;
