import * as z from 'zod';
import { broken } from '../../../shared/errors.ts';
import type { Caller } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { Status } from '../job.ts';

const Name = z.string().trim().min(1).max(40);
const Order = z.int().min(0).max(999);

/**
 * What the firm calls a state of its jobs more exactly: “Waiting on K-1s”. Its colour is that of its category. A retired one
 * is given to no job any more, and stays readable where it was.
 */
export const StatusLabel = z.object({
  id: Id('statusLabel'),
  /** The category; what every report goes by. It stays: jobs would change theirs with it. */
  status: Status,
  label: Name,
  /** Its place among those of its category. */
  order: Order,
  state: z.enum(['active', 'retired']),
  createdAt: z.iso.datetime(),
});
export type StatusLabel = z.output<typeof StatusLabel>;

export const NewStatusLabel = z
  .strictObject({ status: Status, label: Name, order: Order.optional() })
  .meta({ id: 'NewStatusLabel' });

export const StatusLabelPatch = z
  .strictObject({ label: Name.optional(), order: Order.optional() })
  .refine((patch) => Object.keys(patch).length > 0, 'Name what is to change')
  .meta({ id: 'StatusLabelPatch' });

export const StatusLabelView = StatusLabel.extend({
  version: z.int(),
  can: z.object({ edit: z.boolean(), retire: z.boolean() }),
}).meta({ id: 'StatusLabel' });

const mostLabels = 80;

const isActive = ({ state }: StatusLabel) => state === 'active';

/** A new one stands last in its category, unless it is told where. */
export function define(
  others: readonly StatusLabel[],
  { status, label, order }: z.output<typeof NewStatusLabel>,
  id: string,
  now: string,
): StatusLabel {
  const active = others.filter(isActive);
  if (active.length >= mostLabels) throw broken(`A firm has at most ${mostLabels} labels; retire one first`);
  const last = Math.max(-1, ...active.filter((one) => one.status === status).map((one) => one.order));
  return { id, status, label, order: order ?? Math.min(last + 1, 999), state: 'active', createdAt: now };
}

export const rename = (label: StatusLabel, patch: z.output<typeof StatusLabelPatch>): StatusLabel => ({
  ...label,
  ...(patch.label !== undefined && { label: patch.label }),
  ...(patch.order !== undefined && { order: patch.order }),
});

export const retire = (label: StatusLabel): StatusLabel => ({ ...label, state: 'retired' });

/** By category as a job passes through them, and in the firm's order. */
export const sorted = <T extends StatusLabel>(labels: readonly T[]): T[] =>
  labels.toSorted(
    (a, b) =>
      Status.options.indexOf(a.status) - Status.options.indexOf(b.status) ||
      a.order - b.order ||
      (a.label < b.label ? -1 : 1),
  );

export const view = (label: Stored<StatusLabel>, caller: Caller) => ({
  ...label,
  can: {
    edit: caller.role === 'admin' && isActive(label),
    retire: caller.role === 'admin' && isActive(label),
  },
});

/** A job in a state may have what the firm calls that state, and nothing else. */
export function checkLabel(label: StatusLabel | undefined, status: Status): void {
  if (!label) throw broken('The firm has no such label; see /v1/status-labels', { field: 'labelId' });
  if (!isActive(label)) throw broken(`“${label.label}” was retired; take another`, { field: 'labelId' });
  if (label.status !== status)
    throw broken(`“${label.label}” is a label of ${label.status}, and this is ${status}`, { field: 'labelId' });
}
