/** Who is to go where, as the form and its preview show it: pure. */
import { isId } from '../../../lib/ids.ts'
import type { MovableRow } from '../queries/members.ts'

interface Choice {
  value: string
  text: string
}

/** The field of a person. */
export const fieldOf = (personId: string) => `to-${personId}`

/** What was chosen, or for all alike; whoever belongs elsewhere already stays with that unless said otherwise. */
export const chosenFor = (member: MovableRow, typed: Record<string, unknown>, forAll: string): string =>
  typeof typed[fieldOf(member.person_id)] === 'string' ? (typed[fieldOf(member.person_id)] as string) : forAll

/** Who is to go where, by what was typed: whoever it says, also if they are not there any more. */
export const movesIn = (typed: Record<string, unknown>, choices: Choice[]): { person_id: string; to_id: string }[] =>
  Object.entries(typed).flatMap(([name, to_id]) => {
    const person_id = name.startsWith('to-') ? name.slice('to-'.length) : ''
    return isId(person_id) && choices.some((one) => one.value === to_id) ? [{ person_id, to_id: String(to_id) }] : []
  })

export const memberRows = (members: MovableRow[], typed: Record<string, unknown>, forAll: string) =>
  members.map((member) => ({
    full_name: member.full_name,
    field: fieldOf(member.person_id),
    chosen: chosenFor(member, typed, forAll),
    words: [
      member.job_title,
      member.elsewhere.length > 0 ? `also at ${member.elsewhere.map((one) => one.name).join(', ')}` : null,
    ]
      .filter(Boolean)
      .join('; '),
  }))

/** By where they go: how many, and their names. */
export function previewGroups(members: MovableRow[], moves: { person_id: string; to_id: string }[], choices: Choice[]) {
  const nameOf = new Map(choices.map((one) => [one.value, one.text]))
  const going = new Map(moves.map((one) => [one.person_id, one.to_id]))
  const groups = Map.groupBy(
    members.filter((one) => going.has(one.person_id)),
    (one) => going.get(one.person_id)!,
  )
  return [...groups].map(([to, people]) => ({
    name: nameOf.get(to) ?? '',
    count_words: people.length === 1 ? '1 person' : `${people.length} people`,
    people: people.map((one) => ({
      full_name: one.full_name,
      note: one.elsewhere.some((other) => other.id === to) ? 'belongs there already' : '',
    })),
  }))
}
