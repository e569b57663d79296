/** A rule as it is tried on a register: what it would give each person, and how many get what: pure. */
import type { Actor } from '../../../platform/access.ts'
import { canMark } from '../policy.ts'
import type { RegisterRow } from '../queries/registers.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import type { Evidence } from '../queries/evidence.ts'
import type { Marked } from '../rules/marks.ts'
import { marks } from '../rules/marks.ts'
import type { AttendanceRule } from '../rules/rule.ts'
import { givenMark } from '../rules/rule.ts'
import { evidenceItems, minutesWords } from './evidence.ts'
import { markWords, markedWords } from './registers.ts'

interface Tried {
  part: RegisterPartRow
  register: RegisterRow[]
  evidence: Evidence
  rule: AttendanceRule
  /** Who tries it. */
  actor: Actor
}

const isSame = (one: Marked, other: { mark: string | null; minutes: number | null }) =>
  one.mark === other.mark && one.minutes === other.minutes

export function triedRule({ part, register, evidence, rule, actor }: Tried) {
  const people = register.map((row) => {
    const known = evidence.of(row.person_id)
    const isMarkable = canMark(actor, row.person_id)
    const given = isMarkable ? givenMark(rule, part, known, evidence.is_measured) : null
    return {
      given,
      is_markable: isMarkable,
      is_own: row.mark !== null && !row.is_ruled,
      full_name: row.full_name,
      evidence: evidenceItems(known),
      there_words: minutesWords(part, known),
      given_words: given
        ? markedWords(given)
        : isMarkable
          ? 'Cannot tell: yours to mark'
          : 'You: for another trainer or a coordinator to mark',
      now_words: `${markedWords(row)}${row.is_ruled ? ', by the rule' : ''}`,
      is_other: given !== null && row.mark !== null && !isSame(given, row),
    }
  })
  const markable = people.filter((one) => one.is_markable)
  const count = (mark: string | null) => markable.filter(({ given }) => (given?.mark ?? null) === mark).length
  const own = markable.filter((one) => one.is_own).length
  return {
    people,
    counts: [
      ...marks.map((mark) => ({ value: mark, text: markWords[mark], count: count(mark) })),
      { value: 'none', text: 'Cannot tell', count: count(null) },
    ],
    whom_choices: [
      {
        value: 'unmarked',
        text: own === 0 ? 'Everyone' : `Only the ${markable.length - own} whom no trainer has marked`,
        ...(own > 0
          ? { hint: own === 1 ? 'The mark that a trainer gave stays.' : `The ${own} marks that trainers gave stay.` }
          : {}),
      },
      ...(own > 0 ? [{ value: 'everyone', text: `All ${markable.length}, in place of trainers’ marks too` }] : []),
    ],
  }
}
