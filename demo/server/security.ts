const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html klarna-checkout 'allow-duplicates'",
];

/** What Klarna's own SDK asks for beyond that; it knows no Trusted Types. */
const WITH_KLARNA = [
  "default-src 'none'",
  "script-src 'self' https://x.klarnacdn.net https://js.klarna.com https://js.playground.klarna.com",
  "style-src 'self' 'unsafe-inline' https://x.klarnacdn.net",
  'font-src https://x.klarnacdn.net',
  "img-src 'self' data: https://x.klarnacdn.net https://cdn.klarna.com",
  "connect-src 'self' https://*.klarna.com https://*.klarnaevt.com https://x.klarnacdn.net",
  'frame-src https://*.klarna.com https://x.klarnacdn.net',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** Headers of the built demo: the strictest policy under which its SDK, simulated or real, can work. */
export const pageHeaders = (isSimulated: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': (isSimulated ? STRICT : WITH_KLARNA).join('; '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
});
