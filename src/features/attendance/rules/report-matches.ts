/** Who of a report is who on the register: an exact address or a confirmed alias, or else a question: pure. */
import { foldForSearch, nearlySame } from '../../../lib/text.ts'

export interface ReportIdentity {
  identity: string
  alias: string | null
  name: string
  email: string | null
  /** In which uploads they are named, the first first; at least one. */
  sightings: Sighting[]
}

/** The files of one upload were kept together; the uploads of a part are numbered as they came. */
export interface Sighting {
  upload: number
  kept_at: Date
}

export interface Booked {
  person_id: string
  full_name: string
  email: string | null
  booked_at: Date
}

/** What was decided about an identity of this part and stands. */
export interface Decision {
  id: string
  identity: string
  person_id: string | null
  decided_by_name: string
  decided_at: Date
}

/** A decision at any part that is remembered for an organisation to which the person belonged on the day of this one. */
export interface Alias {
  id: string
  alias: string
  person_id: string
  decided_at: Date
}

export interface Match {
  /** By its address or by a remembered decision; by a decision here; nobody on the register; a trainer; not known yet. */
  state: 'address' | 'alias' | 'decided' | 'nobody' | 'trainer' | 'waiting'
  person_id: string | null
  decision_id: string | null
  /** Why somebody must decide, in one sentence; who it may be, likeliest first. */
  reason: string | null
  candidates: string[]
  /** The last upload that it speaks of; null where it speaks of all. */
  until_upload: number | null
}

export interface Surroundings {
  booked: Booked[]
  trainer_emails: string[]
  decisions: Decision[]
  aliases: Alias[]
}

const isTelephone = (name: string) => /^[+\d][\d\s*()+x-]{4,}$/.test(name)

/**
 * By identity. Nobody is taken for somebody by their name alone. What a remembered decision credited stays credited when a
 * later upload or booking brings a namesake: minutes never fall by evidence, and the doubt is a question beside them.
 */
export function matchIdentities(identities: ReportIdentity[], around: Surroundings): Map<string, Match[]> {
  const named = Map.groupBy(identities, ({ name }) => foldForSearch(name))
  const trainers = new Set(around.trainer_emails)
  return new Map(
    identities.map((one) => [one.identity, matchOne(one, around, trainers, named.get(foldForSearch(one.name))!)]),
  )
}

const unknown: Match = {
  state: 'waiting',
  person_id: null,
  decision_id: null,
  reason: null,
  candidates: [],
  until_upload: null,
}

function matchOne(one: ReportIdentity, around: Surroundings, trainers: Set<string>, named: ReportIdentity[]): Match[] {
  const decided = around.decisions.find(({ identity }) => identity === one.identity)
  if (decided) {
    const state = decided.person_id === null ? 'nobody' : 'decided'
    return [{ ...unknown, state, person_id: decided.person_id, decision_id: decided.id }]
  }
  const byAddress = one.email === null ? undefined : around.booked.find(({ email }) => email === one.email)
  if (byAddress) return [{ ...unknown, state: 'address', person_id: byAddress.person_id }]
  if (one.email !== null && trainers.has(one.email)) return [{ ...unknown, state: 'trainer' }]
  const sameName = around.booked.filter(({ full_name }) => isSameName(full_name, one.name))
  const credit = (alias: Alias): Match => ({
    ...unknown,
    state: 'alias',
    person_id: alias.person_id,
    decision_id: alias.id,
  })
  const alias = confirmedAlias(one, around, { namesakes: named.length, sameName, at: one.sightings.at(-1)!.kept_at })
  if (alias) return [credit(alias)]
  const asked = { ...unknown, ...question(one, around.booked, sameName, named.length) }
  for (const { upload, kept_at } of one.sightings.toReversed()) {
    const then = confirmedAlias(one, around, {
      namesakes: named.filter(({ sightings }) => sightings[0]!.upload <= upload).length,
      sameName: sameName.filter(({ booked_at }) => booked_at <= kept_at),
      at: kept_at,
    })
    const person = then && around.booked.find(({ person_id }) => person_id === then.person_id)
    if (person)
      return [
        { ...credit(then), until_upload: upload },
        {
          ...asked,
          reason: `${asked.reason} ${staysWith(person)}`,
          candidates: [...new Set([person.person_id, ...asked.candidates])],
        },
      ]
  }
  return [asked]
}

const staysWith = ({ full_name }: Booked): string =>
  `What was credited to ${full_name} before, because it was confirmed, stays until you say otherwise.`

/** Remembered before the report was kept, of one person, and with no namesake about whom it could be as well. */
function confirmedAlias(
  one: ReportIdentity,
  around: Surroundings,
  { namesakes, sameName, at }: { namesakes: number; sameName: Booked[]; at: Date },
): Alias | null {
  if (one.alias === null) return null
  const remembered = around.aliases.filter(({ alias, decided_at }) => alias === one.alias && decided_at <= at)
  const [alias] = remembered
  if (!alias || new Set(remembered.map(({ person_id }) => person_id)).size > 1) return null
  if (one.email === null && (namesakes > 1 || sameName.some(({ person_id }) => person_id !== alias.person_id)))
    return null
  return around.booked.some(({ person_id }) => person_id === alias.person_id) ? alias : null
}

function question(
  one: ReportIdentity,
  booked: Booked[],
  sameName: Booked[],
  namesakes: number,
): Pick<Match, 'reason' | 'candidates'> {
  const near = booked.filter(({ full_name }) => isLike(full_name, one.name))
  const candidates = [...new Set([...sameName, ...near].map(({ person_id }) => person_id))].slice(0, 5)
  return { candidates, reason: reasonFor(one, sameName, near, namesakes) }
}

function reasonFor(one: ReportIdentity, sameName: Booked[], near: Booked[], namesakes: number): string {
  if (isTelephone(one.name)) return 'Somebody who dialled in: the report knows the telephone only.'
  if (sameName.length > 1) return `${sameName.length} people on the register are called ${one.name}.`
  if (namesakes > 1) return `The reports name ${namesakes} people called ${one.name}.`
  const address = one.email === null ? 'The report gives no address' : 'Nobody on the register has this address'
  if (sameName.length === 1) return `${address}. The name is that of somebody on the register.`
  if (near.length > 0) return `${address}, and no name is quite this one.`
  return `${address}, and nobody on the register has such a name.`
}

/** As written, or with the surname first. */
const isSameName = (a: string, b: string): boolean =>
  wordsOf(a).toSorted().join(' ') === wordsOf(b).toSorted().join(' ')

const isLike = (a: string, b: string): boolean => {
  if (nearlySame(a, b)) return true
  const [left, right] = [wordsOf(a), wordsOf(b)]
  return left.some((word) => word.length > 2 && right.includes(word))
}

/** Without what stands in brackets: "(Housing)", "(she/her)". */
const wordsOf = (name: string): string[] =>
  foldForSearch(name.replace(/[([][^)\]]*[)\]]/g, ' ') || name)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)

/**
 * How a person of a report is told from others of the same part, and under what they are remembered. Two of one file
 * that share a name and have no address stay two, and are never remembered.
 */
export function identitiesOf(
  people: { name: string; email: string | null }[],
): { identity: string; alias: string | null }[] {
  const keys = people.map(({ name, email }) => email ?? `name: ${foldForSearch(name) || name}`)
  const seen = new Map<string, number>()
  return keys.map((key) => {
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    const isOnly = keys.indexOf(key) === keys.lastIndexOf(key)
    return { identity: isOnly ? key : `${key} #${number}`, alias: isOnly ? key : null }
  })
}
