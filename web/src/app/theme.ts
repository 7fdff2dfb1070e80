import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type VariantColorsResolver,
} from '@mantine/core';

const SHADES = [
  ...['#f2f0fd', '#e0dbf7', '#c0b7ee', '#9d8fe4', '#7f6cdb', '#6b55d6'],
  ...['#5b3fd0', '#4a30b5', '#3f289d', '#332083'],
] as const;

/**
 * Light surfaces carry text of their own colour: as the library makes it, much of it is too pale to be read (WCAG asks for
 * 4.5 to 1).
 */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant !== 'light' && input.variant !== 'subtle' && input.variant !== 'outline') return colors;
  const name = input.color ?? 'brand';
  if (!/^[a-z]+$/u.test(name)) return colors;
  const dark = `color-mix(in srgb, var(--mantine-color-${name}-9), black 30%)`;
  return { ...colors, color: `light-dark(${dark}, var(--mantine-color-${name}-2))` };
};

export const theme = createTheme({
  ...{ primaryColor: 'brand', primaryShade: { light: 6, dark: 5 }, colors: { brand: [...SHADES] } },
  ...{ variantColorResolver, defaultRadius: 'md', cursorType: 'pointer', respectReducedMotion: true },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.15rem' } } },
  components: {
    // The head of a dialog is no second head of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } } } },
    NavLink: { styles: { root: { borderRadius: 'var(--mantine-radius-md)' } } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 200, events: { hover: true, focus: true, touch: true } },
    },
  },
});

/** Colours that the library chooses too pale, and those of the page's own surfaces. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c6472',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#c4222b',
    '--page-background': '#f7f7f9',
    '--page-surface': '#ffffff',
    '--page-border': '#e3e5ea',
  },
  dark: {
    '--mantine-color-dimmed': '#a9aeb9',
    '--mantine-color-placeholder': '#9aa0ac',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-anchor': 'var(--mantine-color-brand-3)',
    '--mantine-color-body': '#17181c',
    '--page-background': '#17181c',
    '--page-surface': '#1f2126',
    '--page-border': '#34373f',
  },
});
