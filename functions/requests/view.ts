import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Mail } from '../notifications/mail.ts';
import { isOpen, Item } from './item.ts';
import { isOpenRequest, isOver, isUnsent, Request } from './request.ts';
import type { Whole } from './store.ts';

const { nextAt: _next, mails: _mails, held: _held, ...told } = Request.shape;

/** A request as a list shows it. */
export const RequestLine = z
  .object({
    ...told,
    /** In lists over all clients. */
    clientName: z.string().optional(),
    /** When it goes out, where it waits for that. */
    sendAt: z.iso.datetime().optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), send: z.boolean(), nudge: z.boolean(), cancel: z.boolean() }),
  })
  .meta({ id: 'RequestLine' });

export const RequestItemView = Item.omit({ requestId: true, clientId: true })
  .extend({
    version: z.int(),
    can: z.object({
      accept: z.boolean(),
      sendBack: z.boolean(),
      settle: z.boolean(),
      reopen: z.boolean(),
      answer: z.boolean(),
    }),
  })
  .meta({ id: 'RequestItem' });

export const RequestView = RequestLine.extend({ asked: z.array(RequestItemView) }).meta({ id: 'Request' });

/** What has become of the latest mail about a request to one of its people. */
export const RequestMail = z
  .object({
    contactId: z.string(),
    mailId: z.string(),
    ...Mail.pick({ status: true, queuedAt: true, sentAt: true, deliveredAt: true, openedAt: true, failed: true }).shape,
  })
  .meta({ id: 'RequestMail' });

export const mailOf = (mail: Stored<Mail>): z.input<typeof RequestMail> => {
  const { id, contactId, status, queuedAt, sentAt, deliveredAt, openedAt, failed } = mail;
  return {
    contactId: contactId!,
    mailId: id,
    status,
    queuedAt,
    ...(sentAt !== undefined && { sentAt }),
    ...(deliveredAt !== undefined && { deliveredAt }),
    ...(openedAt !== undefined && { openedAt }),
    ...(failed && { failed }),
  };
};

export function line({ nextAt, mails: _, held: _held, ...request }: Stored<Request>, { role }: Caller) {
  const may = role !== 'guest';
  return {
    ...request,
    ...(request.status === 'scheduled' && nextAt !== undefined && { sendAt: nextAt }),
    can: {
      edit: may && !isOver(request),
      send: may && isUnsent(request),
      nudge: may && isOpenRequest(request),
      cancel: may && !isOver(request),
    },
  };
}

function itemView({ requestId: _, clientId: _client, ...item }: Stored<Item>, may: boolean) {
  const byFirm = item.status === 'waived' || item.status === 'received-another-way';
  const open = isOpen(item);
  return {
    ...item,
    can: {
      accept: may && item.status === 'submitted',
      sendBack: may && !open && !byFirm,
      settle: may && open,
      reopen: may && byFirm,
      answer: may && open,
    },
  };
}

export function view({ request, items }: Whole, caller: Caller) {
  const may = caller.role !== 'guest' && !isUnsent(request) && request.status !== 'cancelled';
  return { ...line(request, caller), asked: items.map((item) => itemView(item, may)) };
}
