/** Samples of the live sessions' pages and mails, a file for each resource. */
import type { RoomSamples } from '../sample.ts'
import { bookingSamples } from './live-sessions/bookings.ts'
import { callingOffSamples } from './live-sessions/calling-off.ts'
import { mailSamples } from './live-sessions/mails.ts'
import { materialSamples } from './live-sessions/materials.ts'
import { placeSamples } from './live-sessions/places.ts'
import { schedulingSamples } from './live-sessions/scheduling.ts'
import { sessionSamples } from './live-sessions/sessions.ts'
import { templateSamples } from './live-sessions/templates.ts'

export const liveSessionSamples: RoomSamples = {
  pages: {
    ...sessionSamples,
    ...schedulingSamples,
    ...templateSamples,
    ...callingOffSamples,
    ...placeSamples,
    ...bookingSamples,
    ...materialSamples,
  },
  mails: mailSamples,
}
