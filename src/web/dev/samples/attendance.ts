/** Samples of the registers, of the join page and of evaluations, a file for each resource. */
import type { RoomSamples } from '../sample.ts'
import { evaluationSamples } from './attendance/evaluations.ts'
import { joiningSamples } from './attendance/joining.ts'
import { mailSamples } from './attendance/mails.ts'
import { registerSamples } from './attendance/registers.ts'
import { reportSamples } from './attendance/reports.ts'

export const attendanceSamples: RoomSamples = {
  pages: {
    ...registerSamples,
    ...joiningSamples,
    ...evaluationSamples,
    ...reportSamples,
  },
  mails: mailSamples,
}
