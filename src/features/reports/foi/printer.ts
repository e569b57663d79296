/** Orders the PDF of a pack from a process that lives for it alone; one at a time. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { TooMany } from '../../../platform/errors.ts'
import type { Pack } from './pack.ts'
import type { Printed } from './press.ts'

const longestMilliseconds = 30_000
let isPrinting = false

export async function printPack(pack: Pack): Promise<Buffer> {
  if (isPrinting) throw new TooMany(10)
  isPrinting = true
  const press = fork(fileURLToPath(new URL('press.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const watch = setTimeout(() => press.kill('SIGKILL'), longestMilliseconds)
  try {
    const printed = await new Promise<Printed>((done) => {
      press.on('message', (answer) => done(answer as Printed))
      press.on('error', (error) => done({ fault: error.message }))
      press.on('exit', () => done({ fault: 'The process that prints the pack ended' }))
      press.send(pack)
    })
    if ('fault' in printed) throw new Error(printed.fault)
    // The channel hands over plain bytes.
    return Buffer.from(printed.bytes)
  } finally {
    clearTimeout(watch)
    isPrinting = false
  }
}
