// Multiplications between two turns of the event loop, some 5 ms.
const WORK = 2 ** 24;

/** Rows for which `perRow` multiplications each come to one turn's work. */
export const rowsOfWork = (perRow: number): number => Math.max(1, Math.floor(WORK / Math.max(perRow, 1)));
