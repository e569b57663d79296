/** Templates in words, and what one keeps of a session: pure. */
import type { Typed } from '../../../platform/http/form.ts'
import { asNew } from '../forms/copies.ts'
import { countParts } from '../forms/parts.ts'
import type { TemplateRow } from '../queries/templates.ts'
import type { Mode } from '../rules.ts'
import { modeWords } from './live-sessions.ts'

/** The filled form of a session as a template keeps it: who trains and where it leads only where that is wanted. */
export function setupOf(filled: Typed, keeps: string[]): Typed {
  const left = [...(keeps.includes('trainers') ? [] : ['trainer_ids']), ...(keeps.includes('link') ? [] : ['join_url'])]
  const isLeft = (name: string) => left.some((one) => name === one || name.endsWith(`-${one}`))
  return Object.fromEntries(
    Object.entries(asNew(filled)).filter(([name, value]) => value !== undefined && !isLeft(name)),
  )
}

const listWords = (all: string[]): string =>
  all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`

const value = (setup: Typed, name: string): string => [setup[name] ?? ''].flat()[0]!

/** `2 parts, online, 20 places, with trainers, a join link and 3 materials`. */
function setupWords({ setup, reminders, material_count, kept_places }: TemplateRow): string {
  const parts = countParts(setup)
  const has = [
    setup.trainer_ids ? 'trainers' : '',
    value(setup, 'join_url') ? 'a join link' : '',
    reminders ? 'reminders' : '',
    material_count > 0 ? (material_count === 1 ? '1 material' : `${material_count} materials`) : '',
    kept_places > 0 ? (kept_places === 1 ? '1 kept place' : `${kept_places} kept places`) : '',
  ].filter(Boolean)
  return [
    parts === 1 ? `${value(setup, 'length_minutes')} minutes` : `${parts} parts`,
    modeWords[value(setup, 'mode') as Mode].toLowerCase(),
    `${value(setup, 'capacity')} places`,
    ...(has.length > 0 ? [`with ${listWords(has)}`] : []),
  ].join(', ')
}

const courseWords = (template: TemplateRow): string => template.course_title ?? 'Sessions on their own'

export function templateGroups(templates: TemplateRow[]) {
  const groups = new Map<string | null, { title: string; templates: ReturnType<typeof templateLine>[] }>()
  for (const template of templates) {
    const group = groups.get(template.course_id) ?? { title: courseWords(template), templates: [] }
    groups.set(template.course_id, group)
    group.templates.push(templateLine(template))
  }
  return [...groups.values()]
}

const templateLine = (template: TemplateRow) => ({
  name: template.name,
  words: setupWords(template),
  created_by_name: template.created_by_name,
  use_href: `/live-sessions/new?template=${template.id}`,
  edit_href: `/live-sessions/templates/${template.id}/edit`,
  removal_href: `/live-sessions/templates/${template.id}/removal`,
})

export const templateChoices = (templates: TemplateRow[]) => [
  { value: '', text: 'Select a template' },
  ...templates.map((template) => ({ value: template.id, text: `${courseWords(template)}: ${template.name}` })),
]

export const keepChoices = [
  { value: 'trainers', text: 'The trainers' },
  { value: 'link', text: 'The join links', hint: 'Every trainer and coordinator who uses the template sees them' },
]
