/** Names that no public server has (RFC 2606, RFC 6762, RFC 8375, ICANN's `internal`), and private IPv6 addresses. */
const PRIVATE_NAME =
  /^[^.:]*$|(^|\.)(localhost|local|test|example|invalid|internal|home\.arpa)$|^\[(::1|f[cd].*|fe[89ab].*)\]$/;
const PRIVATE_IPV4 = /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168)\.[\d.]+$/;

/** Whether shoppers could have come to this host. A page that was opened as a file has none. */
export const isPublicHost = (hostname: string): boolean =>
  !PRIVATE_NAME.test(hostname) && !PRIVATE_IPV4.test(hostname);
