import type { NewId } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import {
  activate,
  addService,
  draft as drafted,
  type Engagement,
  updateService,
} from '../../engagements/engagement.ts';
import type { Fee } from '../../engagements/fee.ts';
import type { Service, ServicePatch } from '../../engagements/service.ts';
import { peopleFor, whoHas } from '../../jobs/people.ts';
import type { Source } from '../../recurrence/occurrence.ts';
import type { Change } from '../merge.ts';
import { type Beat, frequencyOf } from './beat.ts';
import type { CalendarCells } from './calendar-cells.ts';
import type { Meant } from './services.ts';

/** The engagement with the service, as a row has it; `engagement` is the one before, where there was one. */
export type Agreed = {
  before?: Stored<Engagement>;
  engagement: Engagement;
  service: Service;
  changes: Change[];
};

type Said = Pick<CalendarCells, 'who' | 'budgetMinutes' | 'fee'> & { beat: Beat };
/** Of what is known already, what the row says anew. */
type SaidAnew = { [K in keyof Said]?: Said[K] | undefined };

/** A short word for it: as the file says, if that is one, else by the template. */
function codeFor(cell: string, { key }: Meant): string {
  if (/^[A-Z0-9][A-Z0-9/-]{0,18}[A-Z0-9]$/.test(cell)) return cell;
  return key
    .toUpperCase()
    .slice(0, 20)
    .replace(/[^A-Z0-9]+$/, '');
}

const fixed = (amount: NonNullable<Said['fee']>): Fee => ({ how: 'fixed', amount });

/** Who does it is said only where that is not whoever works for the client anyway. */
function leadOf({ client, service }: Pick<Source, 'client' | 'service'>): string | undefined {
  return whoHas(peopleFor({ client, firm: [], service }, { lead: 'client.lead' }), 'lead') ?? client.responsible;
}

function withLead(roles: Service['roles'] = [], memberId: string) {
  return [...roles.filter(({ role }) => role.toLowerCase() !== 'lead'), { role: 'lead', memberId }];
}

/** The firm is to do one more thing for the client: in what it does already, or in an engagement of its own. */
export function newService(
  said: Said,
  cell: string,
  { source, meant, join }: { source: Source; meant: Meant; join: Stored<Engagement> | undefined },
  { now, newId }: { now: string; newId: NewId },
): Agreed {
  const { beat, who, budgetMinutes, fee } = said;
  const input = {
    code: codeFor(cell, meant),
    name: meant.name,
    template: meant.key,
    frequency: frequencyOf(beat),
    ...(budgetMinutes !== undefined && { budgetMinutes }),
    ...(who !== undefined && who !== leadOf(source) && { roles: withLead(undefined, who) }),
    ...(fee && { fee: fixed(fee) }),
  };
  const changes: Change[] = Object.entries(input)
    .filter(([field]) => field === 'budgetMinutes' || field === 'fee' || field === 'roles')
    .map(([field, to]) => (field === 'roles' ? { field: 'who', to: who } : { field, to }));
  const told = [{ field: 'service', to: `${input.code} ${input.name}` }, ...changes];
  if (join) {
    const id = newId('service');
    const engagement = addService(join, input, id);
    return { before: join, engagement, service: engagement.services.at(-1)!, changes: told };
  }
  const title = 'Recurring work';
  const begun = activate(
    drafted({ title, letter: 'none', services: [input] }, source.client.id, newId('engagement'), now, newId),
    now,
  );
  return { engagement: begun, service: begun.services[0]!, changes: [{ field: 'engagement', to: title }, ...told] };
}

/** A service that the firm does already, as the row has it now. */
export function knownService(
  said: SaidAnew,
  { engagement, service }: NonNullable<Meant['hired']>,
  source: Source,
): Agreed {
  const { beat, who, budgetMinutes, fee } = said;
  const patch: ServicePatch = {};
  const changes: Change[] = [];
  const set = <K extends keyof ServicePatch>(field: K, value: ServicePatch[K], from: unknown, to: unknown = value) => {
    if (JSON.stringify(from) === JSON.stringify(to)) return;
    patch[field] = value;
    changes.push({ field: field === 'roles' ? 'who' : field, ...(from !== undefined && { from }), to });
  };
  if (beat !== undefined) set('frequency', frequencyOf(beat), service.frequency);
  if (budgetMinutes !== undefined) set('budgetMinutes', budgetMinutes, service.budgetMinutes);
  if (fee) set('fee', fixed(fee), engagement.fees?.[service.id]);
  if (who !== undefined) set('roles', withLead(service.roles, who), leadOf({ ...source, service }), who);
  if (changes.length === 0) return { before: engagement, engagement, service, changes };
  const after = updateService(engagement, service.id, patch);
  return {
    before: engagement,
    engagement: after,
    service: after.services.find(({ id }) => id === service.id)!,
    changes,
  };
}
