import { readFileSync, writeFileSync } from 'node:fs';
import { eventCatalogue } from '../functions/events.ts';
import { batches } from '../functions/batches/store.ts';
import { feeds } from '../functions/calendar/store.ts';
import { clients, contactLinks, contacts, customFields, groups, notes } from '../functions/clients/store.ts';
import { conflicts, findings } from '../functions/conflicts/store.ts';
import { postponements } from '../functions/deadlines/store.ts';
import { folders } from '../functions/documents/folder-store.ts';
import { folderTemplates } from '../functions/documents/folder-template-routes.ts';
import { documents } from '../functions/documents/store.ts';
import { engagements } from '../functions/engagements/store.ts';
import { absences, firmRoles, firms, logos, members, profiles, rateSheets, teams } from '../functions/firm/store.ts';
import { handOvers } from '../functions/hand-overs/store.ts';
import { marks } from '../functions/imports/mark.ts';
import { imports } from '../functions/imports/store.ts';
import { statusLabels } from '../functions/jobs/labels/store.ts';
import { comments, jobs, reviewNotes, schedules, taskPacks, tasks } from '../functions/jobs/store.ts';
import { letterTemplateLines, letterTemplates } from '../functions/letter-templates/store.ts';
import { mailTemplates } from '../functions/mail-templates/store.ts';
import { drafts, templates, versions } from '../functions/templates/store.ts';
import { noticeChoices } from '../functions/notices/store.ts';
import { mails } from '../functions/notifications/mail.ts';
import { acceptances, letterFiles, letters } from '../functions/letters/store.ts';
import {
  questionnaireDrafts,
  questionnaires,
  questionnaireVersions,
} from '../functions/organizers/questionnaire-store.ts';
import { onboardings } from '../functions/onboarding/store.ts';
import { organizerAnswers, organizers } from '../functions/organizers/store.ts';
import { requestItems, requestLists, requests } from '../functions/requests/store.ts';
import { heldReplies } from '../functions/messages/held-reply.ts';
import { threadNotes } from '../functions/messages/note.ts';
import { messages, threads } from '../functions/messages/store.ts';
import { linksRevoked, portalLinks } from '../functions/portal/store.ts';
import { seriesRecords } from '../functions/recurrence/store.ts';
import { relations } from '../functions/relations/store.ts';
import { views } from '../functions/views/store.ts';
import { accesses, standingWalls } from '../functions/walls/store.ts';
import { portalRoutes } from '../functions/portal-routes.ts';
import { staffRoutes } from '../functions/routes.ts';
import { openapi } from '../shared/http/openapi.ts';
import { ownerKeys } from '../shared/sensitive/keys.ts';

/** Every record that is written with events; a test holds that none is missing. */
export const entities = [
  firms,
  logos,
  firmRoles,
  members,
  profiles,
  rateSheets,
  absences,
  teams,
  handOvers,
  noticeChoices,
  feeds,
  clients,
  contacts,
  contactLinks,
  groups,
  customFields,
  notes,
  relations,
  seriesRecords,
  conflicts,
  findings,
  accesses,
  standingWalls,
  ownerKeys,
  engagements,
  documents,
  folders,
  folderTemplates,
  postponements,
  jobs,
  schedules,
  tasks,
  taskPacks,
  comments,
  reviewNotes,
  statusLabels,
  requests,
  requestLists,
  letters,
  acceptances,
  letterFiles,
  requestItems,
  questionnaires,
  questionnaireDrafts,
  questionnaireVersions,
  organizers,
  organizerAnswers,
  onboardings,
  threads,
  messages,
  threadNotes,
  heldReplies,
  templates,
  drafts,
  versions,
  mails,
  portalLinks,
  linksRevoked,
  mailTemplates,
  letterTemplates,
  letterTemplateLines,
  views,
  batches,
  imports,
  marks,
];

const about = {
  title: 'Firmament',
  version: '1',
  description: readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8'),
};

/** How a field stands in `changes`: as it is, never in clear, or by its length and hash. */
const told = { plain: '', sealed: ' (only that it changed)', text: ' (length and hash)' };

const fieldsOf = ({ schema, kinds, rights }: (typeof entities)[number]) =>
  Object.keys(schema.shape)
    .map(
      (field) =>
        `\`${field}\`${told[kinds.get(field) ?? 'plain']}${rights.has(field) ? ` (for who has the right to ${rights.get(field)})` : ''}`,
    )
    .join(', ');

/** The documents that are made of the code; `npm run docs` writes them, and a test fails when they have drifted. */
export const generated: Record<string, () => string> = {
  'docs/openapi.json': () => `${JSON.stringify(openapi(about, [...staffRoutes, ...portalRoutes]), null, 2)}\n`,
  'docs/events.md': () =>
    [
      '# Events',
      '',
      'Made by `npm run docs` from the lists in `functions/*/events.ts`. An event tells what happened to one aggregate;',
      '`changes` has, by record and field, what was before and after. On the bus it is only `id, type, at, pk, sk, seq,',
      'clientId`: whoever listens reads the event by its key. It may come twice, late and out of order, and says *look',
      'again at these records*.',
      '',
      '| type | says |',
      '|---|---|',
      ...Object.entries(eventCatalogue)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, says]) => `| \`${type}\` | ${says} |`),
      '',
      '## The event itself',
      '',
      '| field | is |',
      '|---|---|',
      '| `pk`, `sk` | the aggregate, and `~EVENT#` with the number in its chain |',
      '| `id`, `type`, `at`, `actor`, `requestId` | `evt_…`, as above, the instant (UTC), who (`mem_…`, `setup`, `system`), the request in the logs |',
      '| `seq` | the number in the chain, from 1 |',
      '| `on` | the records to look at again, by `sk` |',
      '| `clientId`, `clientIds` | whose it is; all of them where there are several |',
      '| `records` | by `sk`: the version and the salted digest of the record after this event |',
      '| `rights` | by record, by field: which right it takes to see what changed; absent where none does |',
      '| `changes`, `salt` | by record, by field: `[before, after]`; what an erasure takes away |',
      '| `erases` | after an erasure: every event up to this number is rightly without content |',
      '| `digest`, `prevHash`, `hash` | of salt and changes; of the event before; of everything but `changes` and `salt` |',
      '',
      '## What `changes` can name',
      '',
      '| record | fields |',
      '|---|---|',
      ...entities.map((entity) => `| ${entity.name} | ${fieldsOf(entity)} |`),
      '',
    ].join('\n'),
};

if (import.meta.main) for (const [file, make] of Object.entries(generated)) writeFileSync(file, make());
