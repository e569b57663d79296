/** Which of two answers to a question stays, and how long it took: pure. */

export interface KeptAnswer {
  given: string[]
  /** The last number that counted from each browser tab. */
  seqs: Record<string, number>
  given_at: Date
  given_in: string | null
  taken_ms: number | null
}

export interface SentAnswer {
  given: string[]
  /** When it was given, where the page says so: it may have waited on a device. Otherwise it is given as it arrives. */
  given_at: Date | null
  tab: string | null
  seq: number | null
}

/** `late`: a later one of the same tab was here before. `older`: since it was given, another was given elsewhere. */
export type Fate = 'new' | 'same' | 'late' | 'older'

export const isSameGiven = (one: string[], other: string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index])

export function fateOf(kept: KeptAnswer | null, { given, given_at, tab, seq }: SentAnswer): Fate {
  if (kept === null) return 'new'
  if (tab !== null && seq !== null && (kept.seqs[tab] ?? -1) >= seq) return 'late'
  if (isSameGiven(kept.given, given)) return 'same'
  // One tab's own numbers say which is newer; between tabs and devices the moment does.
  const isElsewhere = tab === null || kept.given_in !== tab
  return isElsewhere && given_at !== null && given_at < kept.given_at ? 'older' : 'new'
}

/** What a page says of an answer's age cannot lie before the attempt or in the future. */
export function givenAt(age: number | null, startedAt: Date, now: Date): Date | null {
  if (age === null) return null
  return new Date(Math.max(startedAt.getTime(), now.getTime() - Math.max(0, age)))
}

/** Nobody knows whether somebody thought for so long or was away. */
const longestMs = 30 * 60_000

/**
 * How long each of these answers took, by its place in the list: from the answer before it, or from the beginning.
 * Null where that cannot be known: several at the same moment, or a gap so long that it may have been a break.
 */
export function timesTaken(since: Date, givenAt: Date[]): (number | null)[] {
  const at = givenAt.map((one) => one.getTime())
  return at.map((moment) => {
    if (at.filter((one) => one === moment).length > 1) return null
    const before = Math.max(since.getTime(), ...at.filter((one) => one < moment))
    const taken = Math.max(0, moment - before)
    return taken > longestMs ? null : taken
  })
}

/** An answer given again took as long as all its times together; once that cannot be known, it stays so. */
export const addTaken = (kept: KeptAnswer | null, taken: number | null): number | null =>
  kept === null ? taken : kept.taken_ms === null || taken === null ? null : kept.taken_ms + taken
