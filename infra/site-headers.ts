import { Duration, type Stack } from 'aws-cdk-lib/core';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';

/**
 * What pages may load and whom they may ask: themselves, Cognito for signing in, and the buckets into which files are
 * uploaded and from which they come. A file is looked at in a frame of the page’s own, made of what it has fetched: a
 * frame takes nothing from elsewhere. Styles may stand in the page,
 * because Mantine and the lock on scrolling behind a dialog write `<style>` elements while they run
 * (docs/decisions/0011-one-address-behind-cloudfront.md); scripts may not.
 */
export const contentSecurityPolicy = (region: string, files: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' https://cognito-idp.${region}.amazonaws.com ${files.join(' ')}`,
    'frame-src blob:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** CloudFront's names are of the account, in no region: a stack of the same name elsewhere must not meet them. */
export const worldwide = (stack: Stack, name: string): string => `${stack.stackName}-${stack.region}-${name}`;

const header = (name: string, value: string) => ({ header: name, value, override: true });

/** The headers of every file of the site. The API sends its own. */
export const sitePolicy = (stack: Stack, files: readonly string[]): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(stack, 'SiteHeaders', {
    responseHeadersPolicyName: worldwide(stack, 'site'),
    comment: 'Security headers of the console and the portal',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(stack.region, files), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // Not `no-referrer`: with it a browser sends forms with `Origin: null`, and the portal checks the origin.
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        header(
          'Permissions-Policy',
          'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
        ),
        header('Cross-Origin-Opener-Policy', 'same-origin'),
        header('Cross-Origin-Resource-Policy', 'same-origin'),
      ],
    },
  });
