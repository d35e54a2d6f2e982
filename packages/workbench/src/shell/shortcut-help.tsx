import { CloseButton, Modal } from '@mantine/core';
import { pages } from './pages.ts';
import './shortcut-help.css';

const shortcuts: [keys: string[], words: string][] = [
  ...pages.map(({ name, key }): [string[], string] => [['g', key], `Go to ${name}`]),
  [['j'], 'Next in the list'],
  [['k'], 'Previous in the list'],
  [['Enter'], 'Open'],
  [['Esc'], 'Close'],
  [['/'], 'Filter the jobs'],
  [['?'], 'Show these shortcuts'],
];

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body p="lg">
          <div className="shortcut-help-heading">
            <Modal.Title>Keyboard shortcuts</Modal.Title>
            <CloseButton aria-label="Close shortcuts" onClick={onClose} />
          </div>
          <dl className="shortcut-help">
            {shortcuts.map(([keys, words]) => (
              <div key={words}>
                <dt>{words}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <p className="small dimmed">They rest while you type.</p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
