/**
 * Totals of vitest's JSON report. A file that could not even be loaded counts as one failure.
 * @param {string} name @param {string} text @returns {import('./tally.mjs').Result}
 */
export function readVitestReport(name, text) {
  const report = JSON.parse(text);
  const failures = [];
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    failures.push(...failed.map((test) => test.fullName));
    if (file.status === 'failed' && failed.length === 0)
      failures.push(`${file.name} (${firstLine(file.message)})`);
  }
  return {
    name,
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures,
  };
}

/**
 * Totals of Playwright's JSON report. A test that passed only when tried again counts as passed and is named.
 * @param {string} name @param {string} text @returns {import('./tally.mjs').Result}
 */
export function readPlaywrightReport(name, text) {
  const report = JSON.parse(text);
  const failures = report.errors.map((error) => firstLine(error.message));
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) failures.push(`${spec.file}: ${spec.title}`);
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { name, passed: expected + flaky, failed: Math.max(unexpected, failures.length), skipped, failures };
}

/**
 * Totals of pytest's JUnit report. A test that passed and whose fixture then broke is an error beside it, and counts.
 * @param {string} name @param {string} text @returns {import('./tally.mjs').Result}
 */
export function readJUnitReport(name, text) {
  const attributes = /<testsuite ([^>]*)>/.exec(text)?.[1];
  if (attributes === undefined) throw new Error('it holds no test suite');
  const count = (key) => Number(new RegExp(`\\b${key}="(\\d+)"`).exec(attributes)?.[1]);
  const broken = text.matchAll(/<testcase ([^>]*[^/])>\s*<(?:failure|error)\b/g);
  const failures = [...broken].map(([, test]) => unescapeXml(/ name="([^"]*)"/.exec(` ${test}`)?.[1] ?? ''));
  const [failed, skipped] = [count('failures') + count('errors'), count('skipped')];
  return { name, passed: Math.max(count('tests') - failed - skipped, 0), failed, skipped, failures };
}

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescapeXml = (text) => text.replace(/&(\w+);/g, (all, entity) => ENTITIES[entity] ?? all);

const firstLine = (text) =>
  String(text ?? 'no message')
    .trim()
    .split('\n')[0];
