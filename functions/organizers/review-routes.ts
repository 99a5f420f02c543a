import { DomainError } from '../../shared/errors.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { mailsTo } from '../requests/mail.ts';
import { AnswersInput, placeOf, questionsOf, save } from './answering.ts';
import { changeOrganizer } from './changing.ts';
import { intoOf, loadInto, writtenInto } from './loading-into.ts';
import { answered, ById, load } from './loading.ts';
import { fieldsOfOrganizer, fieldsOfReturned, loadOrganizerMail } from './mail.ts';
import { accept, begun, checkOpen, giveBack, submit } from './organizer.ts';
import { byKey, GiveBackInput, returned, review, ReviewInput } from './reviewing.ts';
import { readOrganizer } from './store.ts';
import { missingOf, OrganizerView, standings } from './view.ts';
import { AcceptInput, changesOf, linesOf, preview, writeBack, WriteBackPreview } from './write-back.ts';

const on = routesOf();

export const organizerReviewRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/answers',
    summary: 'Answer on the client’s behalf',
    description:
      'Each answer says which version of it it goes on from; where that is not the one that is there, all are refused.',
    allow: staff,
    params: ById,
    body: AnswersInput,
    response: OrganizerView,
    load: ({ params }, { records }) => load(records, params.organizerId),
    decide({ loaded: { whole, prior }, body, caller, now }) {
      checkOpen(whole.organizer);
      const place = placeOf(whole, caller.id, now);
      const { changed, moved } = save(questionsOf(whole), whole.answers, body.answers, place);
      if (moved.length > 0) throw new DomainError('stale', 'This was answered otherwise meanwhile', { moved });
      const change =
        changed.length > 0 ? { organizer: begun(whole.organizer, { by: caller.id, now }), answers: changed } : {};
      return answered(changeOrganizer(whole, 'organizer.answered', change), prior, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/submit',
    summary: 'All that the client has to say is here: close it on their behalf, to be looked at',
    allow: staff,
    params: ById,
    response: OrganizerView,
    load: ({ params }, { records }) => load(records, params.organizerId),
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior }, caller, now }) {
      const organizer = submit(whole.organizer, missingOf(whole), { by: caller.id, now });
      return answered(changeOrganizer(whole, 'organizer.submitted', { organizer }), prior, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/review',
    summary: 'Answers were looked at and stay as they are; or are to be looked at again',
    allow: staff,
    params: ById,
    body: ReviewInput,
    response: OrganizerView,
    load: ({ params }, { records }) => load(records, params.organizerId),
    decide({ loaded: { whole, prior }, body, caller, now }) {
      const answers = review(whole.organizer, byKey(standings(whole)), body, { by: caller.id, now });
      return answered(changeOrganizer(whole, 'organizer.reviewed', { answers }), prior, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/return',
    summary: 'Give an organizer back to the client, with what is to be answered again and why',
    description: 'The client can change that, and whatever was not looked at yet.',
    allow: staff,
    params: ById,
    body: GiveBackInput,
    response: OrganizerView,
    async load({ params }, { records }) {
      const loaded = await load(records, params.organizerId);
      return { ...loaded, mailing: await loadOrganizerMail(records, loaded.whole.organizer, 'organizer-returned') };
    },
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior, mailing }, body, caller, now, newId }) {
      const by = { by: caller.id, now };
      const organizer = giveBack(whole.organizer, body.note, by);
      const answers = returned(byKey(standings(whole)), body, placeOf(whole, caller.id, now));
      const changed = changeOrganizer(whole, 'organizer.returned', { organizer, answers });
      const more = fieldsOfReturned(body.note, standings(changed.whole));
      const { mails } = mailsTo(mailing, fieldsOfOrganizer(organizer, more), { newId, now });
      return answered(changed, prior, caller, mails);
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/organizers/{organizerId}/write-back',
    summary: 'What accepting an organizer would change in the record of the client, and of who answered',
    allow: everyone,
    params: ById,
    response: WriteBackPreview,
    async load({ params }, { records, newId }) {
      const whole = await readOrganizer(records, params.organizerId);
      const into = intoOf(await loadInto(records, whole), { newId, by: '', at: '' });
      return { whole, into };
    },
    answer: ({ loaded: { whole, into } }) => preview(linesOf(standings(whole), into)),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/accept',
    summary: 'Accept an organizer, and write what it says into the client’s record',
    description:
      'Takes the digest of the preview; where the record or an answer changed since, it is refused with a new preview. All of it is written, or nothing.',
    allow: staff,
    params: ById,
    body: AcceptInput,
    response: OrganizerView,
    async load({ params }, { records }) {
      const loaded = await load(records, params.organizerId);
      return { ...loaded, records: await loadInto(records, loaded.whole) };
    },
    subject: ({ whole }) => whole.organizer,
    decide({ loaded: { whole, prior, records }, body, caller, now, newId }) {
      // First whether it can be accepted at all.
      accept(whole.organizer, [], { by: caller.id, now });
      const into = intoOf(records, { newId, by: caller.id, at: now });
      const after = writeBack(changesOf(standings(whole), into), body, into);
      const organizer = accept(whole.organizer, after.wrote, { by: caller.id, now });
      const changed = changeOrganizer(whole, 'organizer.accepted', { organizer });
      return answered(changed, prior, caller, writtenInto(records, after.into));
    },
  }),
];
