import { isImageAddress } from '@asterism/observation';
import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react';
import { ServedImage } from '../../../../ui/ServedImage.tsx';
import { setAttribute } from './setAttribute.ts';
import classes from './WrittenImage.module.css';

/** A picture in the text; what it shows can be written while it is chosen. */
export function WrittenImage({ node, editor, selected, getPos }: ReactNodeViewProps) {
  const { src } = node.attrs;
  const alt = String(node.attrs['alt'] ?? '');
  return (
    <NodeViewWrapper className={classes.image} data-chosen={selected || undefined}>
      {/* Somebody else's program may have written another address into the document: nobody is asked there. */}
      {isImageAddress(src) && <ServedImage src={src} alt={alt} draggable={false} />}
      {selected && editor.isEditable ? (
        <input
          className={classes.field}
          aria-label="What the picture shows"
          placeholder="What the picture shows"
          value={alt}
          maxLength={300}
          onChange={(event) => setAttribute({ editor, getPos }, 'alt', event.currentTarget.value)}
        />
      ) : (
        alt && <span className={classes.words}>{alt}</span>
      )}
    </NodeViewWrapper>
  );
}
