import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJUnit } from '../../tools/suites/results.js';

describe('the results of a suite', () => {
  it("counts each test once and names what failed when they are written as Node's runner does", () => {
    const results = parseJUnit(`<?xml version="1.0" encoding="utf-8"?>
<testsuites>
  <testsuite name="an order" tests="3" failures="1" skipped="1">
    <testcase name="is placed" time="0.01" classname="test"/>
    <testsuite name="with a token" tests="1" failures="1" skipped="0">
      <testcase name="is refused" failure="no &lt;token>">
        <failure type="testCodeFailure" message="no &lt;token>&#10;in the form">[Error]</failure>
      </testcase>
    </testsuite>
    <testcase name="is checked" classname="test">
      <skipped type="skipped" message="no schema"/>
    </testcase>
  </testsuite>
  <testcase name="alone" classname="test"/>
</testsuites>`);
    assert.deepEqual(results, {
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: ['an order › with a token › is refused (no <token>)'],
    });
  });

  it('reads a report that quotes what a program printed in colours', () => {
    const { failures } = parseJUnit(
      '<testcase name="ends"><failure message="\u001b[31mnot\u001b[39m ended\u0000"/></testcase>',
    );
    assert.deepEqual(failures, ['ends (not ended)']);
  });

  it('refuses a report that is cut off', () => {
    assert.throws(() => parseJUnit('<testsuites><testcase name="one"/>'));
  });
});
