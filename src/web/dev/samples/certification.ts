/** Samples of certificates, their public check and corrections of a closed register, a file for each resource. */
import type { RoomSamples } from '../sample.ts'
import { certificateSamples } from './certification/certificates.ts'
import { changeSamples } from './certification/changes.ts'
import { correctionSamples } from './certification/corrections.ts'
import { designSamples } from './certification/designs.ts'
import { handoverSamples } from './certification/handovers.ts'
import { issuingSamples } from './certification/issuing.ts'
import { mailSamples } from './certification/mails.ts'
import { programmeSamples } from './certification/programmes.ts'
import { publishingSamples } from './certification/publishing.ts'
import { stayingSamples } from './certification/staying.ts'
import { verificationSamples } from './certification/verification.ts'

export const certificationSamples: RoomSamples = {
  pages: {
    ...programmeSamples,
    ...publishingSamples,
    ...certificateSamples,
    ...changeSamples,
    ...designSamples,
    ...handoverSamples,
    ...issuingSamples,
    ...stayingSamples,
    ...verificationSamples,
    ...correctionSamples,
  },
  mails: mailSamples,
}
