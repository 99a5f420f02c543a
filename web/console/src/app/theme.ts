import { createTheme, type CSSVariablesResolver, type MantineThemeOverride } from '@mantine/core';
import { shadesOf } from './colours.ts';

/** The colour of a firm that has chosen none. */
const ownColour = '#1f4b7a';

const ink = '#14171b';
const rem = (px: number) => `${px / 16}rem`;

/** What is to be hit with a finger. */
const leastTarget = rem(24);

const closeButtonProps = { 'aria-label': 'Close' };
const dialogTitle = { fontSize: rem(16), fontWeight: 600 };

/** Every decision of how pages look that is not one component's own; shared/look.md in code. */
export const themeOf = (firmColour: string = ownColour): MantineThemeOverride =>
  createTheme({
    primaryColor: 'firm',
    primaryShade: { light: 6, dark: 6 },
    autoContrast: true,
    black: ink,
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
    lineHeights: { xs: '1.35', sm: '1.385', md: '1.43', lg: '1.5', xl: '1.4' },
    headings: {
      fontWeight: '600',
      sizes: {
        h1: { fontSize: rem(20), lineHeight: '1.4' },
        h2: { fontSize: rem(15), lineHeight: '1.4' },
        h3: { fontSize: rem(14), lineHeight: '1.43' },
      },
    },
    spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
    defaultRadius: 'sm',
    radius: { sm: rem(6), md: rem(8) },
    respectReducedMotion: true,
    cursorType: 'pointer',
    colors: {
      firm: shadesOf(firmColour),
      gray: ['#f7f8f9', '#f0f2f4', '#e5e8eb', '#d7dbe0', '#bcc3cb', '#8d96a1', '#5d6672', '#444c56', '#2c3239', ink],
      dark: [
        '#e3e6ea',
        '#c4cad1',
        '#9aa2ac',
        '#7b848f',
        '#363c44',
        '#2a2f36',
        '#1f2329',
        '#16191d',
        '#111417',
        '#0c0e10',
      ],
    },
    components: {
      Button: { defaultProps: { size: 'xs' } },
      ActionIcon: {
        defaultProps: { variant: 'subtle', color: 'gray' },
        styles: { root: { '--ai-size-xs': leastTarget, '--ai-size-sm': leastTarget } },
      },
      CloseButton: { styles: { root: { '--cb-size-xs': leastTarget, '--cb-size-sm': leastTarget } } },
      TextInput: { defaultProps: { size: 'sm' } },
      Badge: {
        defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 },
        vars: () => ({ root: { '--badge-fz': rem(12), '--badge-height': rem(20) } }),
      },
      InputWrapper: { styles: { description: { fontSize: rem(12) } } },
      Drawer: {
        defaultProps: { position: 'right', size: 'md', overlayProps: { backgroundOpacity: 0.15 }, closeButtonProps },
        styles: { title: dialogTitle },
      },
      Modal: {
        defaultProps: { overlayProps: { backgroundOpacity: 0.35 }, closeButtonProps },
        styles: { title: dialogTitle },
      },
      Notification: { defaultProps: { closeButtonProps } },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
      // On a phone the tabs are scrolled, not stacked.
      Tabs: {
        defaultProps: { keepMounted: false },
        styles: {
          root: { '--tabs-color': 'var(--mantine-color-anchor)' },
          list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' },
        },
      },
      Checkbox: { defaultProps: { radius: 3 } },
      Switch: { defaultProps: { withThumbIndicator: false } },
    },
  });

/** A quiet ground for what means something, and the words on it. */
const soft = (colour: string, ground: string, words: string) => ({
  [`--mantine-color-${colour}-light`]: ground,
  [`--mantine-color-${colour}-light-hover`]: ground,
  [`--mantine-color-${colour}-light-color`]: words,
});

const darkChosen = 'color-mix(in oklch, var(--mantine-color-firm-9) 55%, var(--mantine-color-dark-7))';

/** Where Mantine's own choices are too faint to read, or too loud. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--mantine-color-anchor': 'var(--mantine-color-firm-7)',
    '--hairline': 'var(--mantine-color-gray-2)',
    '--aside': 'var(--mantine-color-gray-0)',
    ...soft('yellow', '#fff7e0', '#855400'),
    ...soft('red', '#fdeceb', '#b3261e'),
    ...soft('green', '#e7f5ec', '#1d6b3c'),
    ...soft('blue', '#e8f1fb', '#1c5a9c'),
    ...soft('gray', 'var(--mantine-color-gray-1)', 'var(--mantine-color-gray-8)'),
    ...soft('firm', 'var(--mantine-color-firm-1)', 'var(--mantine-color-firm-8)'),
    '--mantine-color-red-text': '#b3261e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-red-filled': '#b3261e',
    '--mantine-color-red-filled-hover': '#9c1f18',
    '--row-hover': 'var(--mantine-color-gray-0)',
    '--row-chosen': 'var(--mantine-color-firm-0)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-anchor': 'var(--mantine-color-firm-4)',
    '--hairline': 'var(--mantine-color-dark-5)',
    '--aside': 'var(--mantine-color-dark-8)',
    ...soft('yellow', '#2d2614', '#e6b655'),
    ...soft('red', '#331b1b', '#f2938c'),
    ...soft('green', '#16291d', '#7fcb97'),
    ...soft('blue', '#17263a', '#8bbcf2'),
    ...soft('gray', 'var(--mantine-color-dark-5)', 'var(--mantine-color-dark-0)'),
    ...soft('firm', darkChosen, 'var(--mantine-color-firm-1)'),
    '--mantine-color-red-text': '#f2938c',
    '--mantine-color-error': '#f2938c',
    '--mantine-color-red-filled': '#b3261e',
    '--mantine-color-red-filled-hover': '#c4382f',
    '--row-hover': 'var(--mantine-color-dark-6)',
    '--row-chosen': darkChosen,
  },
});
