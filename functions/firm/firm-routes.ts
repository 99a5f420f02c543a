import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { admins, everyone, type Caller, routesOf } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { hasEngagements } from '../engagements/store.ts';
import { daysFrom, FirmAndDays } from './days-off.ts';
import { firmEvent } from './events.ts';
import { change, changesCurrency, checkCurrencyIsFree, type Firm, FirmPatch, FirmView, settingsOf } from './firm.ts';
import { LogoInput, LogoView } from './logo.ts';
import { MemberView } from './member.ts';
import { memberView } from './member-view.ts';
import { firms, loadFirm, logos, members } from './store.ts';

const on = routesOf<{ table: Table }>();

export const firmView = (firm: Stored<Firm>, caller: Caller) => ({
  ...settingsOf(firm),
  version: firm.version,
  can: { edit: caller.role === 'admin' },
});

export const firmSettingsRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/me',
    summary: 'Who I am, and what I may do',
    allow: everyone,
    response: z.object({ member: MemberView, firm: FirmView }).meta({ id: 'Me' }),
    async load(_, { records }) {
      const reader = (await records.reader()) as Caller;
      const [firm, member] = await Promise.all([records.get(firms, 'firm'), records.get(members, reader.id)]);
      return { firm, member };
    },
    answer: ({ loaded, caller }) => ({
      member: memberView(loaded.member, caller),
      firm: firmView(loaded.firm, caller),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/firm',
    summary: 'The firm’s settings, the words it uses, and its next days off',
    allow: everyone,
    response: FirmAndDays,
    load: (_, { records }) => records.get(firms, 'firm'),
    answer: ({ loaded, caller, now }) => ({ ...firmView(loaded, caller), ...daysFrom(loaded, now) }),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/firm',
    summary: 'Change the firm’s settings',
    description:
      'Working days are given whole; words one by one, `null` for the word of the profession. The currency stays once there is an engagement.',
    allow: admins,
    body: FirmPatch,
    response: FirmView,
    async load({ body }, { records, table }) {
      const loaded = await loadFirm(records);
      // Also one that the caller may not see.
      const isAsked = changesCurrency(loaded.firm, body);
      return { ...loaded, isBound: isAsked && (await hasEngagements(systemRecords(table))) };
    },
    subject: ({ firm }) => firm,
    decide({ loaded: { firm, tail, isBound }, body, caller }) {
      checkCurrencyIsFree(firm, body, isBound);
      const write = firms.replace(firm, change(firm, body));
      return {
        write: [firmEvent('firm.updated', tail, [write])],
        answer: firmView(write.after as Stored<Firm>, caller),
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/firm/logo',
    summary: 'The firm’s logo',
    allow: everyone,
    response: LogoView,
    load: (_, { records }) => records.find(logos, 'logo'),
    answer({ loaded: logo }) {
      if (logo?.image === undefined) throw notFound('logo', 'of the firm');
      return { image: logo.image, version: logo.version };
    },
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/firm/logo',
    summary: 'Put in the firm’s logo: a PNG or JPEG of at most 100 KB',
    allow: admins,
    body: LogoInput,
    response: LogoView,
    load: async (_, { records }) => ({ ...(await loadFirm(records)), logo: await records.find(logos, 'logo') }),
    subject: ({ logo }) => logo ?? { version: 0 },
    decide({ loaded: { firm, tail, logo }, body: { image } }) {
      const put = logo
        ? logos.replace(logo, { ...logo, status: 'shown', image })
        : logos.create({ status: 'shown', image });
      const { version } = put.after;
      return {
        write: [firmEvent('firm.logo-changed', tail, [put, firms.replace(firm, { ...firm, logo: version })])],
        answer: { image, version },
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/firm/logo',
    summary: 'Take the firm’s logo away',
    allow: admins,
    status: 204,
    load: async (_, { records }) => ({ ...(await loadFirm(records)), logo: await records.find(logos, 'logo') }),
    subject: ({ logo }) => logo ?? { version: 0 },
    decide({ loaded: { firm, tail, logo } }) {
      if (logo?.image === undefined) throw notFound('logo', 'of the firm');
      const { image: _, ...without } = logo;
      const { logo: _version, ...plain } = firm;
      const removed = logos.replace(logo, { ...without, status: 'removed' });
      return {
        write: [firmEvent('firm.logo-removed', tail, [removed, firms.replace(firm, plain)])],
        answer: undefined,
      };
    },
  }),
];
