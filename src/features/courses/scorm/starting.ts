/** What a part of a package finds when it is opened: the data model as the library loads it, with what it kept before. Pure. */
import type { Thing } from '../../../lib/thing.ts'
import { asThing } from '../../../lib/thing.ts'
import type { PackageItem, Scorm } from './manifest.ts'

/** What was kept when it was open before. */
export interface KeptState {
  cmi: unknown
  seconds: number
}

/** Packages are told no name: what they do with it nobody has read. */
const learnerName = 'Learner'

/** `learner`: a pseudonym, the same whenever this person opens this package. */
export function startingCmi(scorm: Scorm, item: PackageItem, kept: KeptState | null, learner: string): Thing {
  const before = asThing(kept?.cmi)
  const entry = kept === null ? 'ab-initio' : 'resume'
  return scorm === '1.2'
    ? starting12(item, before, { entry, seconds: kept?.seconds ?? 0, learner })
    : starting2004(item, before, { entry, seconds: kept?.seconds ?? 0, learner })
}

interface Around {
  entry: string
  seconds: number
  learner: string
}

function starting12(item: PackageItem, before: Thing, { entry, seconds, learner }: Around): Thing {
  const { session_time: _, exit: __, ...core } = asThing(before.core)
  return {
    ...before,
    core: {
      ...core,
      student_id: learner,
      student_name: learnerName,
      credit: 'credit',
      lesson_mode: 'normal',
      entry,
      total_time: clockTime(seconds),
    },
    launch_data: item.launch_data,
    student_data: { mastery_score: item.mastery_score === null ? '' : String(item.mastery_score) },
  }
}

function starting2004(item: PackageItem, before: Thing, { entry, seconds, learner }: Around): Thing {
  const { session_time: _, exit: __, ...rest } = before
  return {
    ...rest,
    learner_id: learner,
    learner_name: learnerName,
    credit: 'credit',
    mode: 'normal',
    entry,
    total_time: `PT${seconds}S`,
    launch_data: item.launch_data,
    scaled_passing_score: item.passing_measure === null ? '' : String(item.passing_measure),
  }
}

/** `HHHH:MM:SS`, as SCORM 1.2 writes a span of time. */
function clockTime(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
