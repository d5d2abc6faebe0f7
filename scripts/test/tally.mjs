/** @typedef {{ name: string, passed: number, failed: number, skipped?: number, failures?: string[] }} Result */

/** Adds up the results of every runner. */
export class Tally {
  /** @type {Result[]} */
  results = [];

  add(/** @type {Result} */ result) {
    this.results.push(result);
  }

  get passed() {
    return this.results.reduce((sum, { passed }) => sum + passed, 0);
  }

  get failed() {
    return this.results.reduce((sum, { failed }) => sum + failed, 0);
  }

  /** What failed and what was skipped by name, and the totals as the last line. @returns {string} */
  summary() {
    const lines = [];
    for (const { name, failures = [], failed } of this.results) {
      for (const failure of failures) lines.push(`FAILED  ${name}: ${failure}`);
      if (failed > failures.length) lines.push(`FAILED  ${name}: ${failed - failures.length} more`);
    }
    const skipped = this.results.filter((result) => result.skipped);
    for (const result of skipped) lines.push(`skipped ${result.name}: ${result.skipped}`);
    return [...lines, `${this.passed} passed, ${this.failed} failed`].join('\n');
  }
}
