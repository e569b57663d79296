/** The process that prints: it alone holds typst and its fonts, and is ended when there is nothing to print. */
import type { CertificateFacts } from '../pdf.ts'
import { renderCertificatePdf } from '../pdf.ts'

export interface Order {
  id: number
  facts: CertificateFacts
}

export type Answer = { id: number; bytes: Buffer } | { id: number; fault: string }

process.on('message', ({ id, facts }: Order) => {
  process.send?.(answerTo(id, facts))
})
process.on('disconnect', () => process.exit())

function answerTo(id: number, facts: CertificateFacts): Answer {
  try {
    return { id, bytes: renderCertificatePdf(facts) }
  } catch (error) {
    return { id, fault: (error as Error).message }
  }
}
