import { ArnFormat, type Stack, Validations } from 'aws-cdk-lib/core';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { placeOf } from './findings.ts';
import type { Flags } from './flags.ts';

export type Mail = {
  /** The address that mail is sent from. */
  from: string;
  configurationSetName: string;
  /** To send from that address, and no other. */
  right: PolicyStatement;
};

/** Sending mail. Without a domain it leaves from the administrator's address, which SES lets the firm verify by a click. */
export function mail(stack: Stack, flags: Flags): Mail {
  const set = new ConfigurationSet(stack, 'Mail', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
  });
  set.addEventDestination('MailFate', {
    // SES publishes to the default bus only, whatever bus it is given.
    destination: EventDestination.eventBus(EventBus.fromEventBusName(stack, 'DefaultBus', 'default')),
    events: [
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.REJECT,
      EmailSendingEvent.DELIVERY_DELAY,
    ],
  });
  if (flags.domain)
    new EmailIdentity(stack, 'Domain', {
      identity: Identity.domain(flags.domain),
      configurationSet: set,
      mailFromDomain: `mail.${flags.domain}`,
    });
  acknowledgeIdentities(stack);
  const from = flags.domain ? `office@${flags.domain}` : flags.administratorMail;
  const arn = (resource: string, resourceName: string) =>
    stack.formatArn({ service: 'ses', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  return {
    from,
    configurationSetName: set.configurationSetName,
    right: new PolicyStatement({
      actions: ['ses:SendEmail'],
      // In the sandbox SES asks for the right to the recipient's identity too, which nobody knows beforehand.
      resources: [arn('identity', '*'), arn('configuration-set', set.configurationSetName)],
      conditions: { StringEquals: { 'ses:FromAddress': from } },
    }),
  };
}

function acknowledgeIdentities(stack: Stack): void {
  Validations.of(stack).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${placeOf(stack, 'ses')}:identity/*]`,
    reason:
      'In the sandbox SES asks for the right to the recipient too; the condition leaves the firm’s own address to send from.',
  });
}
