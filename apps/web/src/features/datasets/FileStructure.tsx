import { NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import classes from './SamplePage.module.css';
import type { SampleDetail } from './SamplePage.tsx';

const NUMBERS: Record<string, string> = {
  '8': 'uint8',
  '16': 'int16',
  '32': 'int32',
  '64': 'int64',
  '-32': 'float32',
  '-64': 'float64',
};

/** The file's HDUs, a row each. */
export function FileStructure({ hdus }: { hdus: SampleDetail['hdus'] }) {
  return (
    <Panel title="Structure of the file">
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">HDU</th>
              <th scope="col">Type</th>
              <th scope="col">Name</th>
              <th scope="col">Shape</th>
              <th scope="col">Numbers</th>
            </tr>
          </thead>
          <tbody>
            {hdus.map(({ index, type, name, shape, bitpix, compression }) => (
              <tr key={index}>
                <td className="number">{index}</td>
                <td>
                  {type}
                  {compression && `, ${compression}`}
                </td>
                <td>{name ?? NOTHING}</td>
                <td className="number">{shape.length ? `(${shape.join(', ')})` : NOTHING}</td>
                <td className="number">{shape.length ? (NUMBERS[String(bitpix)] ?? NOTHING) : NOTHING}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
