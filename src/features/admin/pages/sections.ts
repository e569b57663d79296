/** The administrators' places, and names with dots as people read them: pure. */
import { sentenceCase } from '../../organisations/index.ts'

const sections = [
  { text: 'Overview', href: '/admin' },
  { text: 'Settings', href: '/admin/settings' },
  { text: 'Roles', href: '/admin/roles' },
  { text: 'Outbox', href: '/admin/outbox' },
  { text: 'Delivery reports', href: '/admin/mail-reports' },
  { text: 'Failed jobs', href: '/admin/jobs' },
  { text: 'Badge keys', href: '/admin/badge-keys' },
  { text: 'Audit', href: '/admin/audit' },
]

export const sectionItems = (current: string) => sections.map((one) => ({ ...one, active: one.href === current }))

/** 'live-sessions.booked' reads as 'Live sessions: booked'. */
export const dottedWords = (name: string): string => sentenceCase(name.replaceAll('-', ' ').replace('.', ': '))
