/** The app's picture in Odoo's list of apps: a shopping cart between two arrows, drawn for this project. */
export const ICON = {
  path: 'static/description/icon.svg',
  text: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
  <rect width="64" height="64" rx="12" fill="#7f54b3"/>
  <g fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
    <path d="M12 18h6l5 20h19l5-14H21"/>
    <path d="M38 12h12m-4-4l4 4-4 4M26 54H14m4-4l-4 4 4 4"/>
  </g>
  <circle cx="26" cy="46" r="3.5" fill="#fff"/>
  <circle cx="40" cy="46" r="3.5" fill="#fff"/>
</svg>
`,
} as const;
