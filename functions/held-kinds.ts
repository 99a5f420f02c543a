import { clients } from './clients/store.ts';
import { engagements } from './engagements/store.ts';
import { firmRoles } from './firm/store.ts';
import { type HeldKind, heldKind } from './hand-overs/held.ts';
import { jobs, schedules } from './jobs/store.ts';
import { letters } from './letters/store.ts';
import { threads } from './messages/store.ts';
import { organizers } from './organizers/store.ts';
import { seriesRecords } from './recurrence/store.ts';
import { requests } from './requests/store.ts';

/** Nobody else reads what someone keeps for themself; they are told that there is something. */
const privately = 'A private task';

/** Every kind of record that someone of the team may hold a part of: what a leaver hands over. */
export const heldKinds: readonly HeldKind[] = [
  heldKind(clients, ({ name }) => name, 'client.handed-over'),
  heldKind(engagements, ({ title }) => title, 'engagement.handed-over'),
  heldKind(jobs, ({ title, privateTo }) => (privateTo === undefined ? title : privately), 'job.handed-over'),
  heldKind(
    schedules,
    ({ jobTitle, privateTo }) => `Tasks of ${privateTo === undefined ? jobTitle : 'a private task'}`,
    'job.handed-over',
  ),
  heldKind(seriesRecords, ({ templateName = 'A series' }) => `${templateName}, as it recurs`, 'series.handed-over'),
  heldKind(requests, ({ title }) => title, 'request.handed-over'),
  heldKind(organizers, ({ title }) => title, 'organizer.handed-over'),
  heldKind(letters, ({ title }) => title, 'letter.handed-over'),
  heldKind(threads, ({ subject }) => subject, 'thread.handed-over'),
  heldKind(firmRoles, () => 'What is done for the whole firm', 'firm.roles-handed-over'),
];
