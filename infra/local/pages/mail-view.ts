import type { Mail } from '../mail/mailbox.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { timeTag } from './people-time.ts';
import { replyForm, type Replying } from './reply-form.ts';

/** Text with its web addresses as links. */
function linked(text: string): Html[] {
  const parts = text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/);
  return parts.map((part, i) =>
    i % 2 ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>` : html`${part}`,
  );
}

/** The frame's own document: no script can run in it, its links open in a new tab, and nothing is fetched for it. */
function framed(markup: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const head = html`<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="referrer" content="no-referrer" />
    <base target="_blank" />`;
  return `<!doctype html>${head.markup}${markup}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function facts(mail: Mail, now: number): Html {
  const line = (name: string, values: readonly string[]) =>
    values.length > 0 &&
    html`<dt>${name}</dt>
      <dd>${values.join(', ')}</dd>`;
  return html`<dl>
    ${line('From', [mail.from])} ${line('To', mail.to)} ${line('Cc', mail.cc)} ${line('Bcc', mail.bcc)}
    ${line('Reply to', mail.replyTo)}
    <dt>When</dt>
    <dd>${timeTag(mail.at, now)}</dd>
  </dl>`;
}

function attachments({ id, attachments: all }: Mail): Html | false {
  const item = ({ name, type, size }: Mail['attachments'][number], i: number) =>
    html`<li>
      <a class="title" href="/local/mail/${encodeURIComponent(id)}/attachments/${i}" download="${name}">${name}</a>
      <span class="quiet">${sizeText(size)}, ${type}</span>
    </li>`;
  return (
    all.length > 0 &&
    html`<h2>Attachments</h2>
      <ul class="plain">
        ${all.map(item)}
      </ul>`
  );
}

/** One mail: who, when, what it looks like, what it says as text. */
export function mailViewPage(mail: Mail, now: number, replying: Replying): string {
  const { html: markup, text, headers } = mail;
  const body = html`<p><a href="/local/mail">All mail</a></p>
    <h1>${mail.subject || 'No subject'}</h1>
    ${facts(mail, now)}
    ${
      markup !== undefined &&
      html`<iframe
        title="The mail as its reader sees it"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcdoc="${framed(markup)}"
      ></iframe>`
    }
    ${
      text !== undefined &&
      html`<h2>${markup === undefined ? 'Text' : 'Text, for readers without HTML'}</h2>
        <pre>${linked(text)}</pre>`
    }
    ${markup === undefined && text === undefined && html`<p class="quiet">This mail has no text.</p>`}
    ${attachments(mail)} ${replyForm(mail, replying)}
    ${
      headers.length > 0 &&
      html`<details>
        <summary>Headers</summary>
        <dl>
          ${headers.map(
            ({ name, value }) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </details>`
    }`;
  return page({ title: mail.subject || 'No subject', body, place: '/local/mail' });
}
