/** Audit rows to what the list shows: who did what, when, and what was before and after: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import { sentenceCase } from '../../organisations/index.ts'
import type { AuditRow } from '../queries/audit.ts'
import { dottedWords } from './sections.ts'

/** Where an administrator can look at the thing itself. */
const places: Record<string, string> = {
  person: '/people/',
  'live session': '/live-sessions/',
  mail: '/admin/outbox/',
}

export const actionChoices = (actions: string[]) => [
  { value: '', text: 'Anything' },
  ...actions.map((action) => ({ value: action, text: dottedWords(action) })),
]

const actorWords: Record<AuditRow['actor_kind'], string> = {
  person: 'A person who is gone',
  system: 'The system',
  nobody: 'Somebody signed out',
}

export function auditPage(events: AuditRow[], subjectHref: (id: string) => string) {
  return events.map((event) => ({
    at_words: wordsForMoment(event.at),
    actor: event.actor_name ?? actorWords[event.actor_kind],
    actor_href: event.actor_id ? `/people/${event.actor_id}` : null,
    action: dottedWords(event.action),
    subject: `${sentenceCase(event.subject_kind.replaceAll('-', ' '))}${event.subject_name ? `: ${event.subject_name}` : ''}`,
    subject_href:
      event.subject_id && places[event.subject_kind] ? `${places[event.subject_kind]}${event.subject_id}` : null,
    history_href: event.subject_id ? subjectHref(event.subject_id) : null,
    reason: event.reason,
    changes: changes(event.before, event.after),
    request_id: event.request_id,
  }))
}

/** One line for each thing that differs or stands alone: 'Name: Dacorum became Dacorum Council'. */
export function changes(before: AuditRow['before'], after: AuditRow['after']): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.flatMap((name) => {
    const [was, is] = [before?.[name], after?.[name]].map(valueWords)
    const label = sentenceCase(name.replaceAll('_', ' '))
    if (before === null || !(name in before)) return [`${label}: ${is}`]
    if (after === null || !(name in after)) return [`${label} was: ${was}`]
    return was === is ? [] : [`${label}: ${was} became ${is}`]
  })
}

const longest = 300

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return wordsForMoment(new Date(value))
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
