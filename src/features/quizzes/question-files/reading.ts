/** Reads one file of questions in a process of its own, which ends with it. */
import { readQuestionFile } from './read.ts'
import type { ReadUpload } from './reader.ts'
import { handedOver } from './reader.ts'

export interface Order {
  bytes: Buffer
}
export type Answer = ReadUpload | { fault: string }

process.on('message', async ({ bytes }: Order) => {
  process.send?.(await answerTo(Buffer.from(bytes)), () => process.exit())
})
process.on('disconnect', () => process.exit())

async function answerTo(bytes: Buffer): Promise<Answer> {
  try {
    return handedOver(await readQuestionFile(bytes))
  } catch (error) {
    return { fault: (error as Error).stack ?? String(error) }
  }
}
