import { useQuery } from 'urql';
import { NAMED_SAMPLE } from './editorDocuments.ts';
import { useWrittenAbout } from './writtenAbout.tsx';

/** The sample with an ID number among those that are written about; null where there is none, undefined while it is asked for. */
export function useNamedSample(index: number) {
  const { versionId } = useWrittenAbout();
  const [{ data }] = useQuery({
    query: NAMED_SAMPLE,
    variables: { versionId: versionId ?? '', index },
    pause: versionId === null,
  });
  if (versionId === null) return null;
  if (!data) return undefined;
  return data.node && 'sample' in data.node ? (data.node.sample ?? null) : null;
}
