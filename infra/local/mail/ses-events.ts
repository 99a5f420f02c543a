import { randomUUID } from 'node:crypto';
import type { Mail } from './mailbox.ts';

/** What SES publishes about a mail, as it stands in the `detail` of its event on the bus. */
export type SesEvent = {
  eventType: 'Bounce' | 'Complaint' | 'Delivery';
  mail: Record<string, unknown>;
  bounce?: Record<string, unknown>;
  complaint?: Record<string, unknown>;
  delivery?: Record<string, unknown>;
};

/** The `detail-type` of each on the bus; the `source` is `aws.ses`. */
export const detailTypes: Record<SesEvent['eventType'], string> = {
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Delivery: 'Email Delivered',
};

export type Sent = { mail: Mail; configurationSet?: string; tags: readonly { Name: string; Value: string }[] };

function mailObject({ mail, configurationSet, tags }: Sent): Record<string, unknown> {
  const { id, at, from, to, subject, recipients } = mail;
  return {
    timestamp: at,
    source: from,
    sourceArn: `arn:aws:ses:us-east-1:000000000000:identity/${/@([^>\s]+)/.exec(from)?.[1] ?? from}`,
    sendingAccountId: '000000000000',
    messageId: id,
    destination: recipients,
    headersTruncated: false,
    headers: [
      { name: 'From', value: from },
      { name: 'To', value: to.join(', ') },
      { name: 'Subject', value: subject },
      ...mail.headers.filter(({ name }) => !/^(?:from|to|subject)$/i.test(name)),
    ],
    commonHeaders: { from: [from], to, messageId: id, subject },
    tags: {
      ...(configurationSet && { 'ses:configuration-set': [configurationSet] }),
      ...Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])),
    },
  };
}

const reportingMTA = 'dsn; local.invalid';

function bounce(sent: Sent, emailAddress: string, bounceSubType: string): SesEvent {
  const diagnosticCode =
    bounceSubType === 'General'
      ? 'smtp; 550 5.1.1 user unknown'
      : 'Amazon SES did not send the message: the address is on the suppression list';
  return {
    eventType: 'Bounce',
    mail: mailObject(sent),
    bounce: {
      bounceType: 'Permanent',
      bounceSubType,
      bouncedRecipients: [{ emailAddress, action: 'failed', status: '5.1.1', diagnosticCode }],
      timestamp: sent.mail.at,
      feedbackId: randomUUID(),
      reportingMTA,
    },
  };
}

function delivery(sent: Sent, recipient: string): SesEvent {
  return {
    eventType: 'Delivery',
    mail: mailObject(sent),
    delivery: {
      timestamp: sent.mail.at,
      processingTimeMillis: 1,
      recipients: [recipient],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA,
    },
  };
}

function complaint(sent: Sent, emailAddress: string): SesEvent {
  return {
    eventType: 'Complaint',
    mail: mailObject(sent),
    complaint: {
      complainedRecipients: [{ emailAddress }],
      timestamp: sent.mail.at,
      feedbackId: randomUUID(),
      complaintSubType: null,
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: sent.mail.at,
    },
  };
}

function ofRecipient(sent: Sent, recipient: string, isSuppressed: boolean): SesEvent[] {
  if (isSuppressed) return [bounce(sent, recipient, 'OnAccountSuppressionList')];
  const [, simulated = ''] = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(recipient) ?? [];
  switch (simulated.toLowerCase()) {
    case 'bounce':
      return [bounce(sent, recipient, 'General')];
    case 'suppressionlist':
      return [bounce(sent, recipient, 'Suppressed')];
    case 'complaint':
      return [delivery(sent, recipient), complaint(sent, recipient)];
    case 'success':
      return [delivery(sent, recipient)];
    default:
      return [];
  }
}

/**
 * What comes back about a mail: from the recipients of SES's mailbox simulator (`bounce@simulator.amazonses.com`, also
 * with a label: `bounce+ann@…`) and from suppressed addresses. Of other recipients nothing is heard.
 */
export function eventsOf(sent: Sent, isSuppressed: (address: string) => boolean): SesEvent[] {
  return sent.mail.recipients.flatMap((recipient) => ofRecipient(sent, recipient, isSuppressed(recipient)));
}
