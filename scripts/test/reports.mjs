/**
 * Totals of vitest's JSON report. A file that could not even be loaded counts as one failure.
 * @param {string} name @param {any} report @returns {import('./tally.mjs').Result}
 */
export function readVitestReport(name, report) {
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
 * @param {string} name @param {any} report @returns {import('./tally.mjs').Result}
 */
export function readPlaywrightReport(name, report) {
  const failures = report.errors.map((error) => firstLine(error.message));
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) failures.push(`${spec.file}: ${spec.title}`);
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { name, passed: expected + flaky, failed: Math.max(unexpected, failures.length), skipped, failures };
}

const firstLine = (text) =>
  String(text ?? 'no message')
    .trim()
    .split('\n')[0];
