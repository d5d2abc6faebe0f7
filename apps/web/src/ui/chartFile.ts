// What a browser works out from style sheets and variables, and a file has to carry itself.
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
  'opacity',
] as const;

/** A chart on the page as a document of its own, on the ground it stands on. */
export function svgText(chart: SVGSVGElement, background: string): string {
  const { width, height } = chart.getBoundingClientRect();
  const copy = chart.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const shown = [chart, ...chart.querySelectorAll<SVGElement>('*')];
  const drawn = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [i, element] of shown.entries()) {
    const computed = getComputedStyle(element);
    for (const name of STYLES) drawn[i]?.setAttribute(name, computed.getPropertyValue(name));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', background);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** The chart below an element, as a document; null where it is not drawn. */
export function drawnSvg(
  element: HTMLElement | null,
  selector: 'svg' | 'svg.recharts-surface' = 'svg.recharts-surface',
): string | null {
  const chart = element?.querySelector<SVGSVGElement>(selector);
  return chart ? svgText(chart, getComputedStyle(document.body).backgroundColor) : null;
}

/** An SVG document as PNG, two pixels for each of its own. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.')))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Rows as CSV (RFC 4180); what is missing is left empty. */
export function csvText(
  columns: readonly string[],
  rows: readonly (readonly (number | string | null | undefined)[])[],
): string {
  const cell = (value: number | string | null | undefined) => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Has the browser keep a file. */
export function saveFile(content: Blob | string, name: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
