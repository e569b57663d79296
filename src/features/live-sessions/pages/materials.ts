/** Materials as lists show them: what each is, and where it opens: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import { kindWords, sizeWords } from '../../courses/index.ts'
import type { MaterialRow, OwnMaterialRow } from '../queries/materials.ts'

export const momentChoices = [
  { value: 'before', text: 'Before', hint: 'From booking on. The emails about a place and the reminders name it.' },
  { value: 'after', text: 'After', hint: 'Once the last part has ended, for everyone who had a place.' },
]

/** A link opens where it leads, a file below `base`: the session's own materials or those of a join page. */
export const materialLine = (material: MaterialRow, base: string) => ({
  title: material.title,
  href: material.url ?? `${base}/${material.id}`,
  words: material.url
    ? new URL(material.url).hostname
    : `${kindWords(material.media_type!)}, ${sizeWords(material.size_bytes!)}`,
  is_link: material.url !== null,
})

export const materialsHref = (liveSessionId: string): string => `/live-sessions/${liveSessionId}/materials`

export const keptMaterial = (material: MaterialRow) => {
  const base = materialsHref(material.live_session_id)
  return { ...materialLine(material, base), removal_href: `${base}/${material.id}/removal` }
}

/** '2 before, 1 after'. */
export function materialsWords(materials: MaterialRow[]): string {
  if (materials.length === 0) return 'none yet'
  const count = (moment: string) => materials.filter((one) => one.moment === moment).length
  return `${count('before')} before, ${count('after')} after`
}

/** A person's materials, session by session. */
export function ownMaterials(materials: OwnMaterialRow[]) {
  const sessions = Map.groupBy(materials, (material) => material.live_session_id)
  return [...sessions.values()].map((own) => ({
    title: own[0]!.session_title,
    day_words: wordsForDate(own[0]!.starts_at),
    materials: own.map((material) => materialLine(material, materialsHref(material.live_session_id))),
  }))
}
