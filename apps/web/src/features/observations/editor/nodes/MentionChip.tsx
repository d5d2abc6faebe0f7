import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react';
import { useSession } from '../../../session/session.tsx';
import classes from './Chips.module.css';

/** A person who is spoken to. */
export function MentionChip({ node }: ReactNodeViewProps) {
  const { user } = useSession();
  return (
    <NodeViewWrapper as="span" className={classes.inline}>
      <span className={classes.mention} data-me={node.attrs['id'] === user.id || undefined}>
        @{String(node.attrs['label'])}
      </span>
    </NodeViewWrapper>
  );
}
