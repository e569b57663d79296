/** Samples of a learner’s pages and of marking what was written, a file for each resource. */
import type { RoomSamples } from '../sample.ts'
import { attemptSamples } from './learning/attempts.ts'
import { mailSamples } from './learning/mails.ts'
import { markingSamples } from './learning/marking.ts'
import { moduleSamples } from './learning/modules.ts'

export const learningSamples: RoomSamples = {
  pages: {
    ...moduleSamples,
    ...attemptSamples,
    ...markingSamples,
  },
  mails: mailSamples,
}
