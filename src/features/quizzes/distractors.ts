/** Who chose which answer: all, and the lower and the upper third of results: pure. */
import { clean } from '../../lib/text.ts'
import { carryGiven } from './carrying.ts'
import { kindOf } from './kinds/list.ts'
import type { AnsweredRow, MarkingVersion } from './rescoring.ts'

export interface Choice {
  text: string
  is_right: boolean
  count: number
  lower: number
  upper: number
}

/** One table for a question with options; one for each field of a question with several. */
export interface ChoiceTable {
  label: string | null
  choices: Choice[]
  /** Gave no answer, or one that the question no longer has. */
  without: number
}

const mostWords = 12

type Thirds = { lower: Set<string>; upper: Set<string> }

export function choiceTables(
  version: MarkingVersion,
  answers: { attempt_id: string; row: AnsweredRow }[],
  thirds: Thirds,
): ChoiceTable[] {
  const of = kindOf(version.kind)
  // What people wrote is theirs, and no two wrote the same.
  if (of.is_marked_by_hand) return []
  const read = answers.map(({ attempt_id, row }) => ({
    attempt_id,
    given: row.asked.id === version.id ? row.given : carryGiven(row.asked, version, row.given),
  }))
  if (of.answer === 'options') {
    const choices = of.options(version.content).map((option, index) => ({
      text: option.text,
      is_right: option.is_right,
      ...counted(
        read.filter(({ given }) => given?.includes(String(index + 1))),
        thirds,
      ),
    }))
    return [{ label: null, choices, without: read.filter(({ given }) => !given || given.length === 0).length }]
  }
  const checked = read.map(({ attempt_id, given }) => ({
    attempt_id,
    parts: given && of.check(version.content, given),
  }))
  return of.check(version.content, []).map(({ label }, place, all) => {
    const said = new Map<string, { text: string; is_right: boolean; who: { attempt_id: string }[] }>()
    let without = 0
    for (const { attempt_id, parts } of checked) {
      const part = parts?.[place]
      if (!part || part.given === '') without += 1
      else {
        const key = clean(part.given).toLowerCase()
        const known = said.get(key) ?? { text: part.given, is_right: part.is_right, who: [] }
        known.who.push({ attempt_id })
        said.set(key, known)
      }
    }
    const choices = [...said.values()]
      .toSorted((a, b) => b.who.length - a.who.length)
      .slice(0, mostWords)
      .map(({ text, is_right, who }) => ({ text, is_right, ...counted(who, thirds) }))
    return { label: all.length > 1 ? label : null, choices, without }
  })
}

const counted = (who: { attempt_id: string }[], { lower, upper }: Thirds) => ({
  count: who.length,
  lower: who.filter(({ attempt_id }) => lower.has(attempt_id)).length,
  upper: who.filter(({ attempt_id }) => upper.has(attempt_id)).length,
})
