import { access, constants } from 'node:fs/promises';
import type { Client } from '../client.ts';
import { findVersion } from '../datasets/datasets.ts';
import { uploadFiles } from '../datasets/upload.ts';
import { CommandFailure, throwProblems } from '../failure.ts';
import { graphql } from '../gql/index.ts';
import { findWorkspace } from '../workspace.ts';

const ATTACH = graphql(`
  mutation AttachCatalogue($input: AttachCatalogueInput!) {
    attachCatalogue(input: $input) {
      version {
        sampleCount
        catalogue {
          name
          type
          unit
          matched
        }
        catalogueFiles {
          name
          rows
          matched
          unmatchedRowCount
          unmatchedRows {
            row
            value
          }
          ambiguousRowCount
          ambiguousRows {
            row
            value
          }
          unmatchedSampleCount
          unmatchedSamples {
            index
            fileName
          }
          replacedColumns
        }
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export interface CatalogueOptions {
  /** NAME or NAME@VERSION */
  dataset: string;
  joinColumn: string;
  by: 'index' | 'file-name';
  workspace?: string;
}

// What is printed of what did not match; the page of the data set lists more.
const PRINTED = 10;

/** Sends a table and joins it to a version's samples; prints what matched. Throws CommandFailure. */
export async function attachCatalogue(
  client: Client,
  file: string,
  { dataset, joinColumn, by, workspace }: CatalogueOptions,
  print: (line: string) => void,
): Promise<void> {
  await access(file, constants.R_OK).catch((error: Error) => {
    throw new CommandFailure(`${file} cannot be read: ${error.message}`, 2);
  });
  const { slug, uploadUrl } = await findWorkspace(client, workspace);
  const version = await findVersion(client, slug, dataset);
  const target = { uploadUrl, token: client.server.token, workspace: slug };
  const [uploadId] = await uploadFiles([file], target, () => undefined);
  const { attachCatalogue: answer } = await client.query(ATTACH, {
    input: {
      datasetVersionId: version.id,
      uploadId: uploadId!,
      joinColumn,
      joinBy: by === 'index' ? 'INDEX' : 'FILE_NAME',
    },
  });
  throwProblems(answer.problems);
  const { sampleCount, catalogue, catalogueFiles } = answer.version!;
  const attached = catalogueFiles.at(-1)!;
  for (const column of catalogue)
    print(
      `${column.name}${column.unit ? ` [${column.unit}]` : ''}  ${column.type.toLowerCase()}  ${column.matched} of ${sampleCount} samples`,
    );
  if (attached.replacedColumns.length > 0)
    print(`replaced ${attached.replacedColumns.join(', ')} of an earlier table`);
  printSome('row without a sample', attached.unmatchedRowCount, attached.unmatchedRows.map(rowName), print);
  printSome('ambiguous row', attached.ambiguousRowCount, attached.ambiguousRows.map(rowName), print);
  const untold = attached.unmatchedSamples.map(({ index, fileName }) => `#${index} ${fileName}`);
  printSome('sample without a row', attached.unmatchedSampleCount, untold, print);
  print(`${attached.name}: ${attached.matched} of ${sampleCount} samples matched, ${attached.rows} rows`);
}

const rowName = ({ row, value }: { row: number; value: string }): string => `${row}: ${value}`;

function printSome(
  what: string,
  count: number,
  names: readonly string[],
  print: (line: string) => void,
): void {
  const printed = names.slice(0, PRINTED);
  for (const name of printed) print(`${what}  ${name}`);
  if (count > printed.length) print(`${what}  and ${count - printed.length} more`);
}
