/** What a package has said of itself: how far somebody is, whether they passed, their score and time; and whether that is enough. Pure. */
import type { Thing } from '../../lib/thing.ts'
import { asThing } from '../../lib/thing.ts'
import type { PackageItem, Scorm } from '../courses/index.ts'
import type { DoneWhen } from '../courses/index.ts'

export interface PackageState {
  completion: 'unknown' | 'incomplete' | 'completed'
  success: 'unknown' | 'passed' | 'failed'
  score_percent: number | null
  seconds: number
}

/** Read from the data model as the library writes it; whatever is not what it should be counts as not said. */
export function readState(scorm: Scorm, cmi: unknown): PackageState {
  return scorm === '1.2' ? readState12(asThing(cmi)) : readState2004(asThing(cmi))
}

function readState12(cmi: Thing): PackageState {
  const core = asThing(cmi.core)
  const status = core.lesson_status
  return {
    completion:
      status === 'completed' || status === 'passed'
        ? 'completed'
        : status === 'incomplete' || status === 'failed'
          ? 'incomplete'
          : 'unknown',
    success: status === 'passed' || status === 'failed' ? status : 'unknown',
    score_percent: percentOf(asThing(core.score)),
    seconds: secondsIn(core.total_time),
  }
}

function readState2004(cmi: Thing): PackageState {
  const { completion_status: completion, success_status: success } = cmi
  const score = asThing(cmi.score)
  const scaled = numberIn(score.scaled)
  return {
    completion: completion === 'completed' || completion === 'incomplete' ? completion : 'unknown',
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
    score_percent: scaled === null ? percentOf(score) : wholePercent(scaled),
    seconds: secondsIn(cmi.total_time),
  }
}

/** The raw score in percent of the way from the least to the most: 0 to 100 where the package does not say. */
function percentOf({ raw, min, max }: Thing): number | null {
  const value = numberIn(raw)
  const [from, to] = [numberIn(min) ?? 0, numberIn(max) ?? 100]
  return value === null || to <= from ? null : wholePercent((value - from) / (to - from))
}

/** Rounded down, so that 79.9 never counts as 80; a hair is added for what binary fractions lose. */
const wholePercent = (share: number): number => Math.min(100, Math.max(0, Math.floor(share * 100 + 1e-9)))

function numberIn(value: unknown): number | null {
  return typeof value === 'number' || (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value))
    ? Number(value)
    : null
}

const mostSeconds = 1_000_000_000

/** `0001:02:03.5` (1.2) or `P1DT1H2M3.5S` (2004); 0 for anything else. */
export function secondsIn(text: unknown): number {
  if (typeof text !== 'string' || text.length > 60) return 0
  const clock = /^(\d+):(\d{2}):(\d{2})(\.\d+)?$/.exec(text)
  if (clock) return Math.min(mostSeconds, Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]))
  const [whole, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(text) ?? []
  if (whole === undefined) return 0
  const sum = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return Math.min(mostSeconds, sum)
}

export type States = ReadonlyMap<string, PackageState>

/** Whether somebody has gone through a part: it says completed or passed. */
export const isPartDone = (state: PackageState | undefined): boolean =>
  state !== undefined && (state.completion === 'completed' || state.success === 'passed')

/** Of the parts that gave a score the mean, rounded down; null where none did. */
export function scoreOf(states: States): number | null {
  const scores = [...states.values()].map((one) => one.score_percent).filter((score) => score !== null)
  return scores.length === 0 ? null : Math.floor(scores.reduce((sum, score) => sum + score, 0) / scores.length)
}

export const secondsOf = (states: States): number => [...states.values()].reduce((sum, { seconds }) => sum + seconds, 0)

/** Whether all of a package's parts together say what the author asks for. */
export function isPackageDone(
  items: Pick<PackageItem, 'id' | 'path'>[],
  states: States,
  { done_when, min_percent }: { done_when: DoneWhen; min_percent: number | null },
): boolean {
  const parts = items.filter((item) => item.path !== null).map((item) => states.get(item.id))
  // A part that was failed is gone through as well; whether that is enough is asked below.
  const isThrough = parts.every((state) => isPartDone(state) || state?.success === 'failed')
  switch (done_when) {
    case 'completed':
      return parts.every(isPartDone)
    case 'passed':
      return (
        parts.every(isPartDone) &&
        parts.some((state) => state?.success === 'passed') &&
        parts.every((state) => state?.success !== 'failed')
      )
    case 'score':
      return isThrough && (scoreOf(states) ?? -1) >= min_percent!
  }
}
