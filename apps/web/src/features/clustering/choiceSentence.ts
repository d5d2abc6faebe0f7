/** What was chosen and why: the conclusion without the warnings that it ends with, which are shown by themselves. */
export function choiceSentence(
  recommendation: string | null | undefined,
  warnings: readonly { message: string }[],
): string {
  return warnings
    .reduce((text, { message }) => text.replace(message, ''), recommendation ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
