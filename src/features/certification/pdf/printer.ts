/**
 * Prints certificates in a process of their own. Typst and its fonts take some 60 MB and keep a thread busy; so pages are
 * never kept waiting, and the memory comes back once nothing was printed for a while.
 */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CertificateFacts } from '../pdf.ts'
import type { Sheet } from './binding.ts'
import type { Look } from './compiler.ts'
import type { Answer, Order, Work } from './press.ts'

const idleMilliseconds = 20_000
/** Two hundred times what a certificate takes: a press that is asked for something and silent for so long hangs. */
const longestMilliseconds = 30_000

interface Waiting {
  done: (bytes: Buffer) => void
  failed: (error: Error) => void
}

let press: ChildProcess | undefined
let ending: NodeJS.Timeout | undefined
let silence: NodeJS.Timeout | undefined
let orders = 0
const waiting = new Map<number, Waiting>()

/** The PDF of these facts; throws what `renderCertificatePdf` throws, or that the press ended. */
export const printCertificate = (facts: CertificateFacts): Promise<Buffer> => order({ facts })

/** How a certificate of these facts would look; throws where it could not be printed. */
export const lookAt = async (facts: CertificateFacts): Promise<Look> =>
  JSON.parse((await order({ look: facts })).toString()) as Look

/** How large its texts would be, in points. */
export const measure = async (facts: CertificateFacts): Promise<Look['sizes']> =>
  JSON.parse((await order({ measure: facts })).toString()) as Look['sizes']

/** Certificates as they were issued, as one PDF to print. */
export const printSheet = (sheet: Sheet): Promise<Buffer> => order({ sheet })

/** Starts what prints, for whoever knows that something will be printed soon. */
export function warmPrinter(): void {
  press ??= startPress()
  clearTimeout(ending)
  release(press)
}

async function order(work: Work): Promise<Buffer> {
  const current = (press ??= startPress())
  const id = ++orders
  hold(current)
  try {
    return await new Promise<Buffer>((done, failed) => {
      waiting.set(id, { done, failed })
      if (waiting.size === 1) watch(current)
      current.send({ id, ...work } satisfies Order, (error) => error && failed(error))
    })
  } finally {
    waiting.delete(id)
    watch(current)
    if (waiting.size === 0 && press === current) release(current)
  }
}

/** From one answer to the next: whoever waits behind others is not to blame. */
function watch(child: ChildProcess): void {
  clearTimeout(silence)
  if (waiting.size > 0) silence = setTimeout(() => child.kill('SIGKILL'), longestMilliseconds)
}

function startPress(): ChildProcess {
  const child = fork(fileURLToPath(new URL('press.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.on('message', (answer) => {
    const message = answer as Answer
    if ('fault' in message) waiting.get(message.id)?.failed(new Error(message.fault))
    // The channel hands over plain bytes.
    else waiting.get(message.id)?.done(Buffer.from(message.bytes))
  })
  const lost = () => {
    if (press !== child) return
    press = undefined
    for (const { failed } of waiting.values()) failed(new Error('The process that prints certificates ended'))
  }
  child.on('exit', lost).on('error', lost)
  return child
}

/** While something is printed this process stays. */
function hold(child: ChildProcess): void {
  clearTimeout(ending)
  child.ref()
  child.channel?.ref()
}

/** An idle press keeps nobody from ending, and is itself ended after a while. */
function release(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  ending = setTimeout(() => {
    press = undefined
    child.kill()
  }, idleMilliseconds).unref()
}
