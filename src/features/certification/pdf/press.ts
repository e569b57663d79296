/** The process that prints: it alone holds typst and its fonts, and is ended when there is nothing to print. */
import type { CertificateFacts } from '../pdf.ts'
import { lookAtPaper, measurePaper, renderCertificatePdf } from '../pdf.ts'
import { bindPapers } from './binding.ts'
import type { Sheet } from './binding.ts'

/** One certificate, how one would look or how large its texts are (as JSON), or many that are printed already to be put together. */
export type Work =
  { facts: CertificateFacts } | { look: CertificateFacts } | { measure: CertificateFacts } | { sheet: Sheet }
export type Order = Work & { id: number }

export type Answer = { id: number; bytes: Buffer } | { id: number; fault: string }

process.on('message', ({ id, ...work }: Order) => {
  process.send?.(answerTo(id, work))
})
process.on('disconnect', () => process.exit())

function answerTo(id: number, work: Work): Answer {
  try {
    return { id, bytes: doWork(work) }
  } catch (error) {
    return { id, fault: (error as Error).message }
  }
}

function doWork(work: Work): Buffer {
  if ('facts' in work) return renderCertificatePdf(work.facts)
  if ('look' in work) return Buffer.from(JSON.stringify(lookAtPaper(work.look)))
  if ('measure' in work) return Buffer.from(JSON.stringify(measurePaper(work.measure)))
  return bindPapers(withBuffers(work.sheet))
}

/** The channel hands over plain bytes. */
const withBuffers = ({ title, papers }: Sheet): Sheet => ({
  title,
  papers: papers.map(({ number, bytes }) => ({ number, bytes: Buffer.from(bytes) })),
})
