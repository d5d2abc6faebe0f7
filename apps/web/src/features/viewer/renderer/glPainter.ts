import { type Coloring, LEVELS, type Plane, type Sampling } from '@asterism/fits';
import { createTexture, type GlProgram, linkProgram, UNITS } from './glProgram.ts';
import type { Painter, PaintJob, PaintTarget } from './painter.ts';
import { PlaneTextures } from './planeTextures.ts';

/**
 * Paints with WebGL2. One context serves every panel, because browsers take away the oldest beyond about 16: a picture
 * is drawn on a canvas out of sight and copied to its panel's.
 */
export class GlPainter implements Painter {
  readonly kind = 'WEBGL';
  readonly maxSide: number;
  readonly #gl: WebGL2RenderingContext;
  readonly #program: GlProgram;
  readonly #planes: PlaneTextures;
  readonly #thresholds: WebGLTexture;
  readonly #colors: WebGLTexture;
  readonly #places: WebGLTexture;
  #coloring: Coloring | null = null;

  /** Throws Error where the graphics card cannot do it. */
  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.maxSide = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    this.#program = linkProgram(gl);
    this.#planes = new PlaneTextures(gl);
    this.#thresholds = createTexture(gl, UNITS.thresholds);
    this.#colors = createTexture(gl, UNITS.colors);
    this.#places = createTexture(gl, UNITS.places);
    // Something has to be bound where no difference is shown.
    createTexture(gl, UNITS.subtrahend);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  paint(target: PaintTarget, { plane, subtrahend, sampling, coloring }: PaintJob): void {
    const gl = this.#gl;
    const width = sampling.columns.length;
    const height = sampling.rows.length;
    if (width === 0 || height === 0 || gl.isContextLost()) return;
    this.#growCanvas(width, height);
    this.#planes.bind(plane, UNITS.plane);
    if (subtrahend) this.#planes.bind(subtrahend, UNITS.subtrahend);
    this.#setColoring(coloring);
    this.#setPlaces(sampling);
    gl.uniform1i(this.#program.isDifference, subtrahend ? 1 : 0);
    gl.uniform1i(this.#program.height, height);
    gl.viewport(0, 0, width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    target.clearRect(0, 0, width, height);
    target.drawImage(gl.canvas, 0, gl.canvas.height - height, width, height, 0, 0, width, height);
    this.#planes.shrink([plane, subtrahend]);
  }

  forget(plane: Plane): void {
    this.#planes.forget(plane);
  }

  dispose(): void {
    this.#planes.dispose();
    // Frees the context at once: else the next page's would be one more.
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  #growCanvas(width: number, height: number): void {
    const { canvas } = this.#gl;
    if (canvas.width < width) canvas.width = width;
    if (canvas.height < height) canvas.height = height;
  }

  #setColoring(coloring: Coloring): void {
    if (coloring === this.#coloring) return;
    const gl = this.#gl;
    this.#coloring = coloring;
    gl.activeTexture(gl.TEXTURE0 + UNITS.thresholds);
    gl.bindTexture(gl.TEXTURE_2D, this.#thresholds);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, LEVELS - 1, 1, 0, gl.RED, gl.FLOAT, coloring.thresholds);
    gl.activeTexture(gl.TEXTURE0 + UNITS.colors);
    gl.bindTexture(gl.TEXTURE_2D, this.#colors);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, LEVELS + 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, coloring.colors);
  }

  #setPlaces({ columns, rows }: Sampling): void {
    const gl = this.#gl;
    const width = Math.max(columns.length, rows.length);
    const places = new Int32Array(2 * width);
    places.set(columns);
    places.set(rows, width);
    gl.activeTexture(gl.TEXTURE0 + UNITS.places);
    gl.bindTexture(gl.TEXTURE_2D, this.#places);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32I, width, 2, 0, gl.RED_INTEGER, gl.INT, places);
  }
}
