import {
  CreateEmailIdentityCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  PutAccountDetailsCommand,
  SendEmailCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Account } from './ports.ts';

type MailAccount = Pick<Account, 'sending' | 'askForProduction' | 'sender' | 'verifyAddress' | 'sendTest'>;

/** The account's mail, through SES. */
export function mailOf(region: string): MailAccount {
  const ses = new SESv2Client({ region });
  return {
    async sending() {
      const account = await ses.send(new GetAccountCommand({}));
      return {
        production: account.ProductionAccessEnabled ?? false,
        enabled: account.SendingEnabled ?? false,
        standing: account.EnforcementStatus ?? 'HEALTHY',
        perDay: account.SendQuota?.Max24HourSend ?? 0,
        review: account.Details?.ReviewDetails?.Status,
      };
    },
    async askForProduction({ website, useCase, contact }) {
      await ses.send(
        new PutAccountDetailsCommand({
          MailType: 'TRANSACTIONAL',
          WebsiteURL: website,
          UseCaseDescription: useCase,
          AdditionalContactEmailAddresses: [contact],
          ContactLanguage: 'EN',
          ProductionAccessEnabled: true,
        }),
      );
    },
    async sender(identity) {
      try {
        const found = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity }));
        return {
          verified: found.VerifiedForSendingStatus ?? false,
          dkimTokens: found.DkimAttributes?.Tokens ?? [],
          dkimZone: found.DkimAttributes?.SigningHostedZone,
          mailFrom: found.MailFromAttributes?.MailFromDomain,
        };
      } catch (error) {
        if (error instanceof NotFoundException) return undefined;
        throw error;
      }
    },
    async verifyAddress(address) {
      await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: address }));
    },
    async sendTest(from, to) {
      const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: text('Mail from Firmament arrives'),
              Body: {
                Text: { ...text(`This test was sent from ${from} at the end of a deployment. Nothing is to be done.`) },
              },
            },
          },
        }),
      );
    },
  };
}
