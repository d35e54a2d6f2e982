import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type TablerIcon } from '@tabler/icons-react';
import './color-scheme-select.css';

const schemes: { value: MantineColorScheme; name: string; icon: TablerIcon }[] = [
  { value: 'light', name: 'Light', icon: IconSun },
  { value: 'dark', name: 'Dark', icon: IconMoon },
  { value: 'auto', name: 'As the system', icon: IconDeviceDesktop },
];

/** A browser's own select, looking like an icon: it works everywhere, and weighs nothing. */
export function ColorSchemeSelect() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = schemes.find(({ value }) => value === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <span className="color-scheme-select">
      <Icon size={20} stroke={1.75} aria-hidden />
      <select
        aria-label="Colour scheme"
        title="Colour scheme"
        value={colorScheme}
        onChange={(event) => {
          const chosen = schemes.find(({ value }) => value === event.currentTarget.value);
          if (chosen !== undefined) setColorScheme(chosen.value);
        }}
      >
        {schemes.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
