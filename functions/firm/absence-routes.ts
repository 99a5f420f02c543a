import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { type Caller, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import {
  type Absence,
  AbsencePatch,
  AbsenceView,
  absenceView,
  beAway,
  changeAbsence,
  checkManages,
  NewAbsence,
} from './absence.ts';
import { firmEvent } from './events.ts';
import { absences, absencesOf, loadAbsence, loadMember, members } from './store.ts';

const on = routesOf();
const OfMember = z.object({ memberId: Id('member') });
const ById = z.object({ memberId: Id('member'), absenceId: Id('absence') });

const answerOf = (write: RecordWrite, caller: Caller) => absenceView(write.after as Stored<Absence>, caller);

export const absenceRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/team/{memberId}/absences',
    summary: 'When someone is away, the first to end first',
    description: 'Why is told to the person and to who leads.',
    allow: staff,
    params: OfMember,
    query: z.strictObject({ ...paging, since: CivilDate.optional() }),
    response: List(AbsenceView),
    async load({ params: { memberId }, query: { since, limit, cursor } }, { records }) {
      const [list] = await Promise.all([
        absencesOf(records, memberId, since, limit, cursor),
        records.get(members, memberId),
      ]);
      return list;
    },
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => absenceView(one, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/team/{memberId}/absences',
    summary: 'Say that someone will be away: oneself, or anyone by who leads',
    allow: staff,
    params: OfMember,
    body: NewAbsence,
    status: 201,
    response: AbsenceView,
    load: async ({ params }, { records, newId }) => ({
      ...(await loadMember(records, params.memberId)),
      id: newId('absence'),
    }),
    decide({ loaded: { member, tail, id }, body, caller, now }) {
      checkManages(member.id, caller);
      const write = absences.create(beAway(body, member.id, id, now));
      return {
        write: [firmEvent('member.absence-added', tail, [write])],
        answer: answerOf(write, caller),
        location: `/v1/team/${member.id}/absences/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/team/{memberId}/absences/{absenceId}',
    summary: 'An absence',
    allow: staff,
    params: ById,
    response: AbsenceView,
    load: async ({ params: { memberId, absenceId } }, { records }) =>
      (await loadAbsence(records, memberId, absenceId)).absence,
    answer: ({ loaded, caller }) => absenceView(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/team/{memberId}/absences/{absenceId}',
    summary: 'Change an absence',
    allow: staff,
    params: ById,
    body: AbsencePatch,
    response: AbsenceView,
    load: ({ params }, { records }) => loadAbsence(records, params.memberId, params.absenceId),
    subject: ({ absence }) => absence,
    decide({ loaded: { absence, tail }, body, caller }) {
      checkManages(absence.memberId, caller);
      const write = absences.replace(absence, changeAbsence(absence, body));
      return { write: [firmEvent('member.absence-changed', tail, [write])], answer: answerOf(write, caller) };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/team/{memberId}/absences/{absenceId}',
    summary: 'Call an absence off',
    allow: staff,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadAbsence(records, params.memberId, params.absenceId),
    subject: ({ absence }) => absence,
    decide({ loaded: { absence, tail }, caller, now }) {
      checkManages(absence.memberId, caller);
      const write = absences.replace(absence, { ...absence, removedAt: now });
      return { write: [firmEvent('member.absence-removed', tail, [write])], answer: undefined };
    },
  }),
];
