import { CloseButton, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import './side-panel.css';

interface SidePanelProps {
  isOpen: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Details at the side of a list; the whole screen on a phone. */
export function SidePanel({ isOpen, title, onClose, children }: SidePanelProps) {
  const isPhone = useMediaQuery('(max-width: 48em)');
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size={isPhone ? '100%' : 540}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <Drawer.Body className="side-panel">
          <div className="side-panel-heading">
            <Drawer.Title className="side-panel-title">{title}</Drawer.Title>
            <CloseButton size="lg" aria-label="Close details" onClick={onClose} />
          </div>
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
