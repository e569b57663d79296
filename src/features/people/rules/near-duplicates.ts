/** Flags new people whose name is nearly that of somebody at the same organisation: pure, and fast for thousands of rows. */
import { oneEditApart } from '../../../lib/one-edit.ts'
import { foldForSearch } from '../../../lib/text.ts'

/** What is looked at and written to here, of a row of a staff list. */
export interface NearRow {
  row_number: number
  full_name: string
  email: string
  organisation_id: string | null
  verdict: string
  flags: string[]
}

/** Who is at each organisation today. */
export type Members = Map<string, { full_name: string; email: string | null }[]>

interface Candidate {
  name: string
  email: string | null
  row: NearRow | null
  /** The letters of the name, and those of its words in alphabetical order. */
  run: string
  sorted: string
}

/** New people whose name is (nearly) that of somebody at the same organisation, in the file or known. */
export function flagNearDuplicates(judged: NearRow[], known: Members): void {
  for (const rows of groupedBy(judged, (row) => (row.verdict === 'new' ? row.organisation_id : null))) {
    const members = known.get(rows[0]!.organisation_id!) ?? []
    const own = rows.map((row) => candidateOf(row.full_name, row.email, row))
    const all = [...members.map((member) => candidateOf(member.full_name, member.email, null)), ...own]
    const byPart = new Map<string, Candidate[]>()
    for (const candidate of all)
      for (const part of partsOf(candidate)) {
        const sharing = byPart.get(part)
        if (sharing) sharing.push(candidate)
        else byPart.set(part, [candidate])
      }
    for (const candidate of own) flagOne(candidate, byPart)
  }
}

function candidateOf(name: string, email: string | null, row: NearRow | null): Candidate {
  const words = foldForSearch(name)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
  return { name, email, row, run: words.join(''), sorted: words.toSorted().join('') }
}

/** Names that are one slip apart share the beginning or the end of one of these: only few pairs need a close look. */
const partsOf = ({ run, sorted }: Candidate): string[] => [
  `=${sorted}`,
  ...new Set([`<${run.slice(0, 4)}`, `>${run.slice(-4)}`, `<${sorted.slice(0, 4)}`, `>${sorted.slice(-4)}`]),
]

/** Beyond this many sharing a part (a list of “Person 1”, “Person 2” …) only equal names are flagged. */
const fewEnough = 300

function flagOne(candidate: Candidate, byPart: Map<string, Candidate[]>): void {
  const { row, run, sorted } = candidate
  const near = new Set<Candidate>()
  for (const part of partsOf(candidate)) {
    const sharing = byPart.get(part) ?? []
    if (sharing.length > fewEnough && !part.startsWith('=')) continue
    for (const one of sharing) {
      if (one.email === candidate.email) continue
      const isNear =
        one.run === run ||
        one.sorted === sorted ||
        (Math.min(one.run.length, run.length) >= 5 && (oneEditApart(one.run, run) || oneEditApart(one.sorted, sorted)))
      if (isNear) near.add(one)
      if (near.size >= 3) break
    }
  }
  for (const one of [...near].slice(0, 3))
    row!.flags.push(
      one.row
        ? `Nearly the same name as row ${one.row.row_number}, at the same organisation`
        : `${one.name} is at this organisation already, with ${one.email ?? 'no address'}. Is this the same person?`,
    )
}

/** Rows of one key together, in their order; those without a key left out. */
export function groupedBy<Row>(rows: Row[], keyOf: (row: Row) => string | null): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}
