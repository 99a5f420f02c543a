import { AwsError } from '../aws-api.ts';
import { parseAddress } from './mailbox-address.ts';

export const badRequest = (message: string) => new AwsError('BadRequestException', message);

/** Why SES would not take an address, which may have a name before it. */
function whyRefused(text: string): string | undefined {
  if (/[^\x20-\x7E]/.test(text)) return 'Non-ASCII characters: encode the name as a MIME encoded-word (RFC 2047)';
  const address = parseAddress(text)?.address;
  if (!address) return 'Illegal address';
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
  if (at < 0 || !domain) return "Missing final '@domain'";
  if (!local) return 'User name is missing';
  if (local.length > 64 || !/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(local))
    return 'Local address contains illegal characters';
  const label = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;
  if (!domain.includes('.') || !domain.split('.').every((one) => label.test(one))) return 'Illegal domain';
  return undefined;
}

/** Answers the bare address, or refuses as SES does. */
export function checkAddress(text: string): string {
  const why = whyRefused(text);
  if (why) throw badRequest(`${why}: ${JSON.stringify(text)}`);
  return parseAddress(text)!.address;
}
