import { admins, routesOf } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { firmEvent } from './events.ts';
import { type Firm, FirmView, goLive, stopMail } from './firm.ts';
import { firmView } from './firm-routes.ts';
import { firms, loadFirm } from './store.ts';

const on = routesOf();

export const liveRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/firm/go-live',
    summary: 'Let mail out to clients from now on',
    description: 'What was held until now stays held until someone releases it.',
    allow: admins,
    response: FirmView,
    load: (_, { records }) => loadFirm(records),
    subject: ({ firm }) => firm,
    decide({ loaded: { firm, tail }, caller, now }) {
      const write = firms.replace(firm, goLive(firm, now));
      return {
        write: [firmEvent('firm.went-live', tail, [write])],
        answer: firmView(write.after as Stored<Firm>, caller),
      };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/firm/stop-mail',
    summary: 'Hold mail to clients from now on',
    description: 'Nothing more is sent to any client until the firm goes live again.',
    allow: admins,
    response: FirmView,
    load: (_, { records }) => loadFirm(records),
    subject: ({ firm }) => firm,
    decide({ loaded: { firm, tail }, caller }) {
      const write = firms.replace(firm, stopMail(firm));
      return {
        write: [firmEvent('firm.mail-stopped', tail, [write])],
        answer: firmView(write.after as Stored<Firm>, caller),
      };
    },
  }),
];
