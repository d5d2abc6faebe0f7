import type { SheetLayout } from './sheetCodes.ts';

/** What the page asks of the sheet worker. */
export type SheetRequest = { id: number; url: string; layout: SheetLayout } | { id: number; abort: true };

/** What it answers: the codes, or why there are none. */
export type SheetAnswer =
  | { id: number; codes: Uint8Array<ArrayBuffer> }
  | { id: number; codes: null; message: string };
