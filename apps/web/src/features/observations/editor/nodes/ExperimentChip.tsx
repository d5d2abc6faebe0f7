import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react';
import Link from 'next/link';
import { experimentId } from '../../../../ui/format.ts';
import { useWorkspacePath } from '../../../session/session.tsx';
import classes from './Chips.module.css';

/** An experiment that the text speaks of, a link to its page. */
export function ExperimentChip({ node }: ReactNodeViewProps) {
  const to = useWorkspacePath();
  const name = experimentId(Number(node.attrs['number']));
  return (
    <NodeViewWrapper as="span" className={classes.inline}>
      <Link href={to(`/experiments/${name}`)} className={`number ${classes.experiment}`}>
        {name}
      </Link>
    </NodeViewWrapper>
  );
}
