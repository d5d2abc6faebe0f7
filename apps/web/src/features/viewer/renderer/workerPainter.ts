import type { Plane } from '@asterism/fits';
import { createCanvasPainter, imageOf } from './canvasPainter.ts';
import type { Painter, PaintJob, PaintTarget } from './painter.ts';
import type { FromPaintWorker, ToPaintWorker } from './paintWorker.ts';

// Copies of planes that the worker may hold, in bytes.
const KEPT_BYTES = 256 * 2 ** 20;

/** Paints in a worker, so that large screens do not hold up the page. Where the worker fails, on this thread. */
export class WorkerPainter implements Painter {
  readonly kind = 'CANVAS';
  readonly maxSide = Number.POSITIVE_INFINITY;
  readonly #worker: Worker;
  readonly #numbers = new Map<Plane, number>();
  /** The newest job of each target: an older one's pixels are dropped. */
  readonly #jobs = new Map<number, { target: PaintTarget; job: PaintJob }>();
  readonly #newest = new WeakMap<PaintTarget, number>();
  readonly #own = createCanvasPainter();
  #hasFailed = false;
  #count = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromPaintWorker>) => this.#finish(data));
    worker.addEventListener('error', () => this.#fail());
  }

  paint(target: PaintTarget, job: PaintJob): void {
    const { sampling, coloring } = job;
    if (this.#hasFailed) {
      this.#own.paint(target, job);
      return;
    }
    if (sampling.columns.length === 0 || sampling.rows.length === 0) return;
    const number = ++this.#count;
    const plane = this.#keep(job.plane);
    const subtrahend = job.subtrahend && this.#keep(job.subtrahend);
    const last = this.#newest.get(target);
    if (last !== undefined) this.#jobs.delete(last);
    this.#newest.set(target, number);
    this.#jobs.set(number, { target, job });
    this.#tell({ kind: 'PAINT', job: number, plane, subtrahend, sampling, coloring });
    this.#shrink(job);
  }

  forget(plane: Plane): void {
    const number = this.#numbers.get(plane);
    if (number === undefined) return;
    this.#numbers.delete(plane);
    this.#tell({ kind: 'FORGET', plane: number });
  }

  dispose(): void {
    this.#jobs.clear();
    this.#numbers.clear();
    this.#worker.terminate();
  }

  #tell(message: ToPaintWorker): void {
    this.#worker.postMessage(message);
  }

  #keep(plane: Plane): number {
    const known = this.#numbers.get(plane);
    const number = known ?? ++this.#count;
    // Last in the map is used last.
    this.#numbers.delete(plane);
    this.#numbers.set(plane, number);
    if (known === undefined) {
      // A plane is a view of its sample's pixels: its own part is copied, and the copy handed over.
      const data = plane.data.slice();
      const message: ToPaintWorker = { kind: 'KEEP', plane: number, content: { ...plane, data } };
      this.#worker.postMessage(message, { transfer: [data.buffer] });
    }
    return number;
  }

  #shrink({ plane, subtrahend }: PaintJob): void {
    let bytes = [...this.#numbers.keys()].reduce((sum, kept) => sum + kept.data.byteLength, 0);
    for (const kept of [...this.#numbers.keys()]) {
      if (bytes <= KEPT_BYTES) return;
      if (kept === plane || kept === subtrahend) continue;
      bytes -= kept.data.byteLength;
      this.forget(kept);
    }
  }

  #finish({ job, pixels }: FromPaintWorker): void {
    const found = this.#jobs.get(job);
    if (!found) return;
    this.#jobs.delete(job);
    const { columns, rows } = found.job.sampling;
    found.target.putImageData(imageOf(pixels, columns.length, rows.length), 0, 0);
  }

  #fail(): void {
    this.#hasFailed = true;
    for (const { target, job } of this.#jobs.values()) this.#own.paint(target, job);
    this.#jobs.clear();
  }
}
