/**
 * Reads a file that somebody uploads. A large one goes to a process that lives for it alone: reading 20 MB keeps a thread
 * busy for seconds and takes hundreds of megabytes, and nobody else's page shall wait for that.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ctx } from '../../../platform/context.ts'
import { inTurn } from '../../../platform/turns.ts'
import type { QuestionFile, ReadUpload } from './read.ts'
import { handedOver, readQuestionFile, refusal } from './read.ts'
import type { Answer } from './reading.ts'

/** Read where it came in: a few milliseconds. Packages unpack to any size, and are never small. */
const smallBytes = 100_000

export interface Limits {
  megabytes: number
  milliseconds: number
}
/** Three times what the largest real files took. */
const usual: Limits = { megabytes: 1000, milliseconds: 60_000 }

/** One large file at a time; others wait. Never throws for what a file holds. */
export async function readUpload(ctx: Ctx, bytes: Buffer, limits = usual): Promise<ReadUpload> {
  const isSmall = bytes.length <= smallBytes && bytes.toString('latin1', 0, 2) !== 'PK'
  if (isSmall) return handedOver(await readQuestionFile(bytes))
  return inTurn(ctx, 'questions.read', 1, () => readApart(bytes, limits))
}

/** The same for a file that was taken before, which was not too much then. */
export async function readKept(ctx: Ctx, bytes: Buffer): Promise<QuestionFile> {
  const read = await readUpload(ctx, bytes)
  return 'file' in read ? read.file : refusal(`It has ${read.too_many} questions: part it into smaller files.`)
}

async function readApart(bytes: Buffer, { megabytes, milliseconds }: Limits): Promise<ReadUpload> {
  const reader = fork(fileURLToPath(new URL('reading.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${megabytes}`],
    // In by a pipe, for a message would be copied at once. Where memory runs out, Node would write pages about it.
    stdio: ['pipe', 'inherit', 'ignore', 'ipc'],
  })
  const watch = setTimeout(() => reader.kill('SIGKILL'), milliseconds)
  try {
    const answer = await new Promise<Answer | null>((done) => {
      reader.on('message', (said) => done(said as Answer))
      reader.on('error', (error) => done({ fault: error.message }))
      // Once all that it said is here, unlike its exit.
      reader.on('disconnect', () => done(null))
      // What ends before it has read everything says so by its end.
      reader.stdin!.on('error', () => {}).end(bytes)
    })
    if (answer === null)
      return { file: refusal('It takes too long or too much memory to read. Part it into several smaller files.') }
    if ('fault' in answer) throw new Error(answer.fault)
    return 'file' in answer ? { file: withBuffers(answer.file) } : answer
  } finally {
    clearTimeout(watch)
    reader.kill()
  }
}

/** The channel hands over plain bytes. */
const withBuffers = (file: QuestionFile): QuestionFile => ({
  ...file,
  questions: file.questions.map(({ pictures, ...question }) =>
    pictures ? { ...question, pictures: pictures.map((one) => ({ ...one, bytes: Buffer.from(one.bytes) })) } : question,
  ),
})
