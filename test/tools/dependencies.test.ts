import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Lock, lockFaults, readAudit } from '../../tools/dependencies.mjs';

const lock = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as Lock;
const good = { resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz', integrity: 'sha512-x' };
const faultsOf = (entry: Lock['packages'][string]) =>
  lockFaults({ packages: { '': {}, 'node_modules/a': entry } });

describe('the dependencies', () => {
  it('are pinned, from the registry, and run nothing in a shop', () => {
    assert.deepEqual(lockFaults(lock), []);
  });

  it('would be found out', () => {
    assert.deepEqual(faultsOf(good), []);
    assert.match(faultsOf({ ...good, resolved: 'git+ssh://x' })[0]!, /not from/);
    assert.match(faultsOf({ resolved: good.resolved })[0]!, /no sha512/);
    assert.match(faultsOf({ ...good, hasInstallScript: true })[0]!, /would run a script/);
    assert.deepEqual(faultsOf({ ...good, dev: true, hasInstallScript: true }), []);
  });

  it('are few', () => {
    const shipped = Object.entries(lock.packages).filter(
      ([path, entry]) => path !== '' && !entry.dev && !entry.devOptional,
    );
    assert.ok(shipped.length <= 12, shipped.map(([path]) => path).join('\n'));
  });
});

describe('the audit', () => {
  it('tells a finding from a registry that does not answer', () => {
    const counts = { info: 0, low: 1, moderate: 2, high: 1, critical: 1, total: 5 };
    const found = readAudit(JSON.stringify({ metadata: { vulnerabilities: counts } }));
    assert.deepEqual(found, { asked: true, grave: 2, counts });
    assert.deepEqual(readAudit('{"message":"405 Method Not Allowed"}'), {
      asked: false,
      reason: '405 Method Not Allowed',
    });
    for (const text of ['', '<html>', '{}']) assert.equal(readAudit(text).asked, false);
  });
});
