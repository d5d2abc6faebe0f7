import { NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './SamplePage.module.css';
import type { SampleDetail } from './sampleDocument.ts';

const NUMBERS: Record<string, string> = {
  '8': 'uint8',
  '16': 'int16',
  '32': 'int32',
  '64': 'int64',
  '-32': 'float32',
  '-64': 'float64',
};

interface FileStructureProps {
  hdus: SampleDetail['hdus'];
  sources: SampleDetail['sources'];
}

/** The file's HDUs, a row each; those that the channels come from are marked, with which planes they are. */
export function FileStructure({ hdus, sources }: FileStructureProps) {
  return (
    <Panel title="Structure of the file">
      <ScrollRegion className={classes.scroll} aria-label="HDUs">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">HDU</th>
              <th scope="col">Type</th>
              <th scope="col">Name</th>
              <th scope="col">Shape</th>
              <th scope="col">Numbers</th>
              <th scope="col">Channels</th>
            </tr>
          </thead>
          <tbody>
            {hdus.map(({ index, type, name, shape, bitpix, compression }) => {
              const used = sources.filter(({ hdu }) => hdu === index);
              return (
                <tr key={index} data-used={used.length > 0}>
                  <td className="number">{index}</td>
                  <td>
                    {type}
                    {compression && `, ${compression}`}
                  </td>
                  <td>{name ?? NOTHING}</td>
                  <td className="number">{shape.length ? `(${shape.join(', ')})` : NOTHING}</td>
                  <td className="number">{shape.length ? (NUMBERS[String(bitpix)] ?? NOTHING) : NOTHING}</td>
                  <td>{used.length > 0 ? usedText(used) : NOTHING}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

/** `0 to 3 from planes 0 to 3`, `0` */
function usedText(used: FileStructureProps['sources']): string {
  const channels = rangeText(used.map(({ channel }) => channel));
  const planes = used.flatMap(({ plane }) => plane ?? []);
  if (planes.length === 0) return channels;
  return `${channels} from ${planes.length === 1 ? 'plane' : 'planes'} ${rangeText(planes)}`;
}

/** `0 to 3` where they follow each other, else `3, 1, 2`. */
function rangeText(numbers: readonly number[]): string {
  const first = numbers[0]!;
  const isRun = numbers.length > 1 && numbers.every((number, i) => number === first + i);
  return isRun ? `${first} to ${numbers.at(-1)}` : numbers.join(', ');
}
