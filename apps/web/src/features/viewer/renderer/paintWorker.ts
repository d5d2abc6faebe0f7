import { type Coloring, type Plane, renderSampling, type Sampling } from '@asterism/fits';

/** What the worker is told. Planes are sent once, under a number. */
export type ToPaintWorker =
  | { kind: 'KEEP'; plane: number; content: Plane }
  | { kind: 'FORGET'; plane: number }
  | {
      kind: 'PAINT';
      job: number;
      plane: number;
      subtrahend: number | null;
      sampling: Sampling;
      coloring: Coloring;
    };

/** RGBA of a job. */
export interface FromPaintWorker {
  job: number;
  pixels: Uint8Array<ArrayBuffer>;
}

const planes = new Map<number, Plane>();

self.addEventListener('message', ({ data }: MessageEvent<ToPaintWorker>) => {
  if (data.kind === 'KEEP') planes.set(data.plane, data.content);
  else if (data.kind === 'FORGET') planes.delete(data.plane);
  else {
    const plane = planes.get(data.plane);
    const subtrahend = data.subtrahend === null ? null : planes.get(data.subtrahend);
    if (!plane || subtrahend === undefined) return;
    const pixels = Uint8Array.from(renderSampling(plane, data.sampling, data.coloring, subtrahend));
    const answer: FromPaintWorker = { job: data.job, pixels };
    self.postMessage(answer, { transfer: [pixels.buffer] });
  }
});
