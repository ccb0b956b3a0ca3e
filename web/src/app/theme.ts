/** The look in numbers: Mantine's theme. Colours that Mantine does not know are in tokens.css. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e8f5f3',
  '#cde8e4',
  '#a2d5ce',
  '#73c0b7',
  '#49a99f',
  '#279188',
  '#127c73',
  '#0b6860',
  '#08524c',
  '#053c38',
]
// Neutrals with a breath of teal, so that the accent belongs.
const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#f0f3f3',
  '#e4e9e9',
  '#d3dada',
  '#b2bcbc',
  '#879393',
  '#5d6a6a',
  '#465252',
  '#2f3939',
  '#182020',
]
const dark: MantineColorsTuple = [
  '#dde5e5',
  '#b7c2c2',
  '#98a5a5',
  '#6d7b7b',
  '#3d4a4a',
  '#2a3434',
  '#1c2525',
  '#131a1a',
  '#0e1414',
  '#0a0f0f',
]

// The filled shades carry white words at 4.5:1 and more.
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#f9dad8',
  '#f2b3af',
  '#ea8a84',
  '#e06860',
  '#d44c44',
  '#c93a34',
  '#bd2a2a',
  '#9a1f20',
  '#761617',
]
const green: MantineColorsTuple = [
  '#edf7f0',
  '#d3ebdb',
  '#a8d7b8',
  '#79c192',
  '#4fab70',
  '#349656',
  '#217f47',
  '#1c7440',
  '#155831',
  '#0e3f22',
]

const field = { defaultProps: { size: 'sm' } }

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.5rem', xl: '0.75rem' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  colors: { teal, gray, dark, red, green },
  black: '#182020',
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: field,
    PasswordInput: field,
    Select: field,
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 'xs' } },
    Modal: { defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.35 } } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})
