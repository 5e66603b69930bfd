/** Detects that the page's CSP blocks Klarna's frame; only the page's `securitypolicyviolation` events report it. */

const KLARNA_HOST = /^https:\/\/([\w-]+\.)*klarna(cdn|services)?\.(com|net)(\/|$)/;

/** Calls `blocked` with the directive that keeps Klarna's frame out. */
export function onFrameBlocked(blocked: (directive: string) => void, signal: AbortSignal): void {
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI, disposition }) => {
      const isFrame = effectiveDirective === 'frame-src' || effectiveDirective === 'child-src';
      if (isFrame && disposition === 'enforce' && KLARNA_HOST.test(blockedURI)) {
        blocked(effectiveDirective);
      }
    },
    { signal },
  );
}
