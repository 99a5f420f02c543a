import { parseAddress } from '../mail/mailbox-address.ts';
import type { Mail } from '../mail/mailbox.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { timeTag } from './people-time.ts';

export type MailFilter = { to?: string; search?: string; since?: string; before?: string };

export const PAGE_SIZE = 100;

const nameOf = (mailbox: string) => parseAddress(mailbox)?.name ?? mailbox;

function rowOf(mail: Mail, now: number): Html {
  const everyone = [...mail.to, ...mail.cc, ...mail.bcc];
  const others = everyone.length > 1 ? ` and ${everyone.length - 1} more` : '';
  return html`<tr>
    <td class="from" title="${mail.from}">${nameOf(mail.from)}</td>
    <td class="to" title="${everyone.join(', ')}">${nameOf(everyone[0] ?? '') + others}</td>
    <td class="subject">
      <a href="/local/mail/${encodeURIComponent(mail.id)}" title="${mail.subject}">${mail.subject || 'No subject'}</a>
    </td>
    <td class="when">${timeTag(mail.at, now)}</td>
  </tr>`;
}

function filters({ to, search }: MailFilter, recipients: readonly string[]): Html {
  const option = (address: string) =>
    html`<option value="${address}" ${address === to?.toLowerCase() && html`selected`}>${address}</option>`;
  const known = !to || recipients.includes(to.toLowerCase()) ? recipients : [to.toLowerCase(), ...recipients];
  return html`<form class="filters" action="/local/mail">
    <select name="to" aria-label="Recipient">
      <option value="">To everyone</option>
      ${known.map(option)}
    </select>
    <input type="search" name="search" value="${search}" placeholder="Subject, name or words" aria-label="Search" />
    <button>Show</button>
    ${(to || search) && html`<a href="/local/mail">Show all</a>`}
  </form>`;
}

function nothing({ to, search, before }: MailFilter): Html {
  if (to || search)
    return html`<div class="empty">
      <p>No mail ${to && `to ${to} `}${search && `with “${search}” `}yet</p>
      <p class="quiet">It will stand here as soon as it is sent.</p>
    </div>`;
  if (before) return html`<div class="empty"><p>No older mail</p></div>`;
  return html`<div class="empty">
    <p>No mail yet</p>
    <p class="quiet">
      Every mail that would be sent will stand here instead: sign-in codes, requests to clients, reminders, invoices. To
      see one, invite a team member or send a client a request.
    </p>
  </div>`;
}

function older(mails: readonly Mail[], { to, search }: MailFilter): Html | false {
  const last = mails.at(-1);
  if (mails.length < PAGE_SIZE || !last) return false;
  const query = new URLSearchParams({ ...(to && { to }), ...(search && { search }), before: last.id });
  return html`<p><a href="/local/mail?${query.toString()}">Older mail</a></p>`;
}

/** All mail, newest first. */
export function mailListPage(view: {
  mails: readonly Mail[];
  recipients: readonly string[];
  filter: MailFilter;
  now: number;
}): string {
  const { mails, recipients, filter, now } = view;
  const table = html`<table class="mails">
    <colgroup>
      <col style="width: 20%" />
      <col style="width: 26%" />
      <col />
      <col style="width: 150px" />
    </colgroup>
    <thead>
      <tr>
        <th>From</th>
        <th>To</th>
        <th>Subject</th>
        <th>When</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map((mail) => rowOf(mail, now))}
    </tbody>
  </table>`;
  const body = html`<h1>Mail</h1>
    <p class="quiet">What would have been sent. Nothing leaves this machine.</p>
    ${recipients.length > 0 && filters(filter, recipients)} ${mails.length ? table : nothing(filter)}
    ${older(mails, filter)}`;
  return page({ title: 'Mail', body, place: '/local/mail' });
}
