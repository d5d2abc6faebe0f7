'use client';

import { experimentId, sampleId } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { useWorkspacePath } from '../../session/session.tsx';
import { useNamedSample } from '../editor/useNamedSample.ts';
import { useWrittenAbout } from '../editor/writtenAbout.tsx';
import classes from './CommentBody.module.css';
import { type Piece, piecesOf } from './mentions.ts';

interface CommentBodyProps {
  body: string;
  /** Who looks: their own name stands out. */
  ownId: string;
}

/** What a comment says: names of members stand out, samples and experiments are links. */
export function CommentBody({ body, ownId }: CommentBodyProps) {
  return (
    <p className={classes.body}>
      {piecesOf(body).map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a comment does not change
        <PieceView key={i} piece={piece} ownId={ownId} />
      ))}
    </p>
  );
}

function PieceView({ piece, ownId }: { piece: Piece; ownId: string }) {
  const to = useWorkspacePath();
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'mention':
      return (
        <span className={classes.mention} data-own={piece.id === ownId}>
          @{piece.name}
        </span>
      );
    case 'experiment':
      return (
        <PageLink className="number" href={to(`/experiments/E-${piece.number}`)}>
          {experimentId(piece.number)}
        </PageLink>
      );
    case 'sample':
      return <NamedSample index={piece.index} />;
  }
}

function NamedSample({ index }: { index: number }) {
  const { datasetId, versionNumber } = useWrittenAbout();
  const paths = usePagePaths();
  const sample = useNamedSample(index);
  const path = sample ? paths.sample(sample.id, { datasetId, version: versionNumber }) : null;
  return (
    <PageLink className="number" href={path} title={sample?.fileName}>
      {sampleId(index)}
    </PageLink>
  );
}
