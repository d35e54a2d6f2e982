import { type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from '@mantine/core';
import { statusVariables } from './status-palette.ts';

/** Ink for what can be pressed; colours are left to what jobs and rows have to say. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 1 },
  cursorType: 'pointer',
  respectReducedMotion: true,
  defaultRadius: 'md',
  // Said, so that it can be seen in CSS: base.css gives filled buttons their text colour in both schemes.
  components: { Button: { defaultProps: { variant: 'filled' } } },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace',
  headings: { fontWeight: '620' },
  colors: {
    ink: [
      '#f3f5f7',
      '#dfe4ea',
      '#c5cdd6',
      '#a3aebb',
      '#7f8c9b',
      '#627080',
      '#4b5866',
      '#364250',
      '#1f2a36',
      '#121a23',
    ],
    dark: [
      '#d7dbe0',
      '#b6bdc6',
      '#97a0ab',
      '#6d7783',
      '#3f4650',
      '#2f353d',
      '#262b32',
      '#1b1e23',
      '#15171b',
      '#0f1114',
    ],
  },
});

/** The same key is read by `public/color-scheme.js` before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'howdah-color-scheme' });

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#161d26',
    '--mantine-color-dimmed': '#57616d',
    '--mantine-color-placeholder': '#6a7480',
    '--mantine-color-default-border': '#d5dae0',
    '--page-background': '#f6f7f8',
    '--surface': '#ffffff',
    '--surface-raised': '#f1f3f5',
    '--line': '#e3e7eb',
    '--filled-text': '#ffffff',
    '--focus': '#1769c4',
    '--mark-mine': '#d5ecff',
    '--mark-theirs': '#ffe6c2',
    ...statusVariables('light'),
  },
  dark: {
    '--mantine-color-body': '#1b1e23',
    '--mantine-color-text': '#e4e8ec',
    '--mantine-color-dimmed': '#a0a9b4',
    '--mantine-color-placeholder': '#8c96a2',
    '--mantine-color-default-border': '#3a414a',
    '--page-background': '#121417',
    '--surface': '#1b1e23',
    '--surface-raised': '#23272d',
    '--line': '#2c3138',
    '--filled-text': '#121a23',
    '--focus': '#7cc0ff',
    '--mark-mine': '#173f61',
    '--mark-theirs': '#573a10',
    ...statusVariables('dark'),
  },
});
