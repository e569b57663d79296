/** Reads one file of questions, from its input, in a process of its own, which ends with it. */
import { buffer } from 'node:stream/consumers'
import type { ReadUpload } from './read.ts'
import { handedOver, readQuestionFile } from './read.ts'

export type Answer = ReadUpload | { fault: string }

process.on('disconnect', () => process.exit())

async function answer(): Promise<Answer> {
  try {
    return handedOver(await readQuestionFile(await buffer(process.stdin)))
  } catch (error) {
    return { fault: (error as Error).stack ?? String(error) }
  }
}

// Only where somebody waits for it: compiled ahead, it is read and does nothing.
if (process.send) process.send(await answer(), () => process.exit())
