/** Prints one pack in a process of its own, which ends with it: typst takes memory and a busy thread. */
import type { Pack } from './pack.ts'
import { renderPack } from './render.ts'

export type Printed = { bytes: Buffer } | { fault: string }

process.on('message', (pack: Pack) => {
  let answer: Printed
  try {
    answer = { bytes: renderPack(pack) }
  } catch (error) {
    answer = { fault: (error as Error).message }
  }
  process.send?.(answer, () => process.exit())
})
