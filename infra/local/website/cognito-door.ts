import { answerJson, type JsonService, type RestService, sendError } from '../aws-api.ts';

/** Where a page of this machine finds the user pool: at its own address, which its content security policy allows. */
export const cognitoDoor = '/local/cognito';

/**
 * The pool’s operations for the console. Unlike those on the port of the AWS services, the answers have no CORS headers,
 * and the gateway has turned away what another site’s page sent.
 */
export function cognitoForPages(service: JsonService): RestService {
  return async (request, response, url) => {
    if (url.pathname.replace(/\/$/, '') !== cognitoDoor || request.method !== 'POST') return false;
    await answerJson(service, request, response).catch((error: unknown) => sendError(response, error));
    return true;
  };
}
