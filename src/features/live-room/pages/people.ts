/** Who is here, who was, who has not come: for the trainer's page. Pure. */
import { wordsForTime } from '../../../lib/time.ts'
import type { PresentRow } from '../queries/presence.ts'
import { gapSeconds } from '../rules.ts'

const isHere = (row: PresentRow, now: Date): boolean =>
  row.to_at !== null && now.getTime() - row.to_at.getTime() <= gapSeconds * 1000

export function presentPeople(rows: PresentRow[], now: Date) {
  const here = rows.filter((row) => isHere(row, now))
  const gone = rows.filter((row) => row.to_at !== null && !isHere(row, now))
  const missing = rows.filter((row) => row.to_at === null)
  const line = (row: PresentRow, words: string) => ({
    person_id: row.person_id,
    full_name: row.full_name,
    words,
    checked_in_words: row.checked_in_at ? `Checked in at ${wordsForTime(row.checked_in_at)}` : '',
  })
  return {
    people_count: rows.length,
    groups: [
      { title: 'Here now', people: here.map((row) => line(row, `Since ${wordsForTime(row.from_at!)}`)) },
      { title: 'Was here', people: gone.map((row) => line(row, `Until ${wordsForTime(row.to_at!)}`)) },
      { title: 'Not seen in the room', people: missing.map((row) => line(row, '')) },
    ],
  }
}
