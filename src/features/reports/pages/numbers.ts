/** Figures as they are written, and the pages of the room: pure. */

export const number = (count: number) => count.toLocaleString('en-GB')

const all = [
  { name: 'coverage', text: 'Coverage', href: '/reports/coverage' },
  { name: 'funnel', text: 'From invitation to certificate', href: '/reports/funnel' },
  { name: 'publication', text: 'For everybody', href: '/reports/publication' },
  { name: 'foi', text: 'Freedom of information', href: '/reports/foi' },
] as const

export const sections = (current: (typeof all)[number]['name']) =>
  all.map(({ name, ...item }) => ({ ...item, active: name === current }))
