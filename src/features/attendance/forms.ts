/** The register as it is sent: a mark, minutes and what stood there before for each person; closing; walk-ins. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import type { Typed } from '../../platform/http/form.ts'
import { isId } from '../../lib/ids.ts'
import type { Mark } from './rules/marks.ts'
import { marks, needsMinutes, writeMarked } from './rules/marks.ts'

/** A mark as a form value has no space in it. */
export const markValue = (mark: Mark): string => mark.replace(' ', '-')

const markOf = (value: string): Mark | undefined => marks.find((mark) => markValue(mark) === value)

export interface SentMarks {
  /** What differs from what the page showed. */
  changed: { person_id: string; mark: Mark; minutes: number | null }[]
  /** People whose mark asks for minutes that are missing, or more than the part is long. */
  without_minutes: string[]
}

/**
 * Reads the whole register. Fields: mark-<person>, minutes-<person>, was-<person>; `everyone` is the button that marks
 * all of them at once where no script does it. Only what was changed on this page is passed on.
 */
export function readMarks(typed: Typed, lengthMinutes: number): SentMarks {
  const one = (name: string): string => [typed[name] ?? ''].flat()[0]!.trim()
  const everyone = markOf(one('everyone'))
  const sent: SentMarks = { changed: [], without_minutes: [] }
  for (const name of Object.keys(typed)) {
    const person_id = name.slice('was-'.length)
    if (!name.startsWith('was-') || !isId(person_id)) continue
    const mark = everyone ?? markOf(one(`mark-${person_id}`))
    if (!mark) continue
    let minutes: number | null = null
    if (needsMinutes(mark)) {
      const text = one(`minutes-${person_id}`)
      minutes = /^\d{1,4}$/.test(text) ? Number(text) : null
      if (minutes === null || minutes > lengthMinutes) {
        sent.without_minutes.push(person_id)
        continue
      }
    }
    if (writeMarked({ mark, minutes }) !== one(name)) sent.changed.push({ person_id, mark, minutes })
  }
  return sent
}

export const closingForm = z.object({ rest_absent: fields.ticked() })

export const walkInSearch = z.object({ search: fields.optionalText() })
export const walkInForm = z.object({ person_id: fields.id('Select the person') })

export const registerFilters = z.object({
  show: fields.oneOf(['to-do', 'coming', 'done', 'cancelled'], 'Select what to show').catch('to-do'),
  whose: fields.oneOf(['all', 'mine'], 'Select whose').catch('all'),
})
