import { Modal, type ModalRootProps } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './Dialog.module.css';

interface DialogProps {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  size?: ModalRootProps['size'];
  children: ReactNode;
}

/** Something that is asked or told above the page. In parts, since Mantine's whole has a header that would be the page's second banner. */
export function Dialog({ title, isOpen, onClose, size = 'md', children }: DialogProps) {
  // Of one that is loaded when it is called for: focus is given back only to what had it while the dialogue was there, closed.
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return (
    <Modal.Root opened={isOpen && isThere} onClose={onClose} size={size}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
