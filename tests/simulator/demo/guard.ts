import type { IncomingMessage } from 'node:http';

/** What a request may be refused for; undefined when it comes from the page itself. */
export type Refusal = { readonly status: 403 | 415; readonly reason: string } | undefined;

/**
 * Only the page itself may read and drive the demo. A page elsewhere can send requests to 127.0.0.1 from the browser that
 * shows it: its name in `Host` (after DNS rebinding) or in `Origin` gives it away, and so does a body that needs no
 * preflight. https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#simple_requests
 */
export function refusalOf(request: IncomingMessage, port: number): Refusal {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin, 'sec-fetch-site': site, 'content-type': type } = request.headers;
  if (host === undefined || !hosts.includes(host)) return forbidden('Host');
  if (origin !== undefined && origin !== `http://${host}`) return forbidden('Origin');
  if (request.method !== 'POST') {
    // A link or a bookmark may open the page; another page may not embed or read it.
    const isOpened = request.headers['sec-fetch-mode'] === 'navigate';
    return isFromElsewhere(site) && !isOpened ? forbidden('Sec-Fetch-Site') : undefined;
  }
  if (origin === undefined) return forbidden('Origin');
  if (isFromElsewhere(site)) return forbidden('Sec-Fetch-Site');
  const isJson = /^application\/json\s*(;|$)/i.test(type ?? '');
  return isJson ? undefined : { status: 415, reason: 'Content-Type must be application/json.' };
}

function isFromElsewhere(site: string | string[] | undefined): boolean {
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function forbidden(header: string): Refusal {
  return { status: 403, reason: `${header} is not this page's.` };
}

/**
 * No script, style, picture or connection but our own, no markup made from strings, no frame around the page.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};
