/**
 * `npm run bench:answers [-- --saves=100000 --tabs=40 --every=5000]`: many browser tabs save answers while the server is
 * killed again and again. Each tab keeps a ledger of what was acknowledged, as its page does; at the end the ledger is
 * compared with the database. Prints what was sent, killed, acknowledged and lost, and fails if anything was.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startCourse, startQuiz } from '../src/features/learning/index.ts'
import { getAttempt } from '../src/features/quizzes/index.ts'
import { connect } from '../src/platform/db/connect.ts'
import { startEmbeddedPostgres } from '../src/platform/db/embedded.ts'
import { contextOf } from '../test/support/context.ts'
import { addTestCourse } from '../test/support/courses.ts'
import { addTestPerson } from '../test/support/factories.ts'
import type { Running } from '../test/support/running.ts'
import { answers, freePort, productionSettings, run } from '../test/support/running.ts'
import { addWebSessions } from '../test/support/web-sessions.ts'
import { machine } from './machine.ts'

const { values: asked } = parseArgs({
  options: {
    saves: { type: 'string', default: '100000' },
    tabs: { type: 'string', default: '40' },
    /** So many acknowledged saves, and the server is killed. */
    every: { type: 'string', default: '5000' },
  },
})
const saves = Number(asked.saves)
const tabCount = Number(asked.tabs)
const killEvery = Number(asked.every)
const questionCount = 10
const letters = ['A', 'B', 'C']

const folder = mkdtempSync(join(tmpdir(), 'upstander-answers-'))
const postgres = await startEmbeddedPostgres({ folder })
const port = await freePort()
const settings: Record<string, string> = { ...productionSettings(port, postgres.url), LOG_LEVEL: 'silent' }
const address = `http://localhost:${port}`
let server: Running

const counts = { sent: 0, acknowledged: 0, failed: 0, kills: 0 }
let isStarting = false

/** Without a word of warning, in the middle of whatever it does; a moment later it is started again. */
async function kill(): Promise<void> {
  if (isStarting) return
  isStarting = true
  counts.kills += 1
  await server.end('SIGKILL')
  server = run('server', settings)
  await answers(`${address}/readyz`)
  isStarting = false
}

/** As the page does it: what is not acknowledged waits, and is sent again with the next number. */
class Tab {
  name: string
  cookie: string
  attempt: string
  seq = 0
  ticked = new Map<number, string>()
  waiting = new Set<number>()
  /** question -> what the server said it has. */
  ledger = new Map<number, string>()

  constructor(name: string, cookie: string, attempt: string) {
    this.name = name
    this.cookie = cookie
    this.attempt = attempt
  }

  change(): void {
    const question = 1 + Math.floor(Math.random() * questionCount)
    const others = letters.filter((letter) => letter !== this.ticked.get(question))
    this.ticked.set(question, others[Math.floor(Math.random() * others.length)]!)
    this.waiting.add(question)
  }

  async save(): Promise<void> {
    const sent = [...this.waiting].map((question) => [question, this.ticked.get(question)!] as const)
    const fields: [string, string][] = [...this.ticked].map(([question, letter]) => [`question-${question}`, letter])
    fields.push(['_tab', this.name], ['_seq', String(++this.seq)])
    for (const [question] of sent) fields.push(['_changed', `question-${question}`])
    counts.sent += 1
    const isKept = await fetch(`${address}/my-training/attempts/${this.attempt}/answers`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.cookie, origin: address, 'sec-fetch-site': 'same-origin', accept: 'application/json' },
      body: new URLSearchParams(fields),
    }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status === 200
      },
      () => false,
    )
    if (!isKept) {
      counts.failed += 1
      // A server that is starting is left in peace: forty tabs that ask at once make it start later.
      do await wait(50 + Math.random() * 150)
      while (isStarting)
      return
    }
    counts.acknowledged += 1
    for (const [question, letter] of sent) {
      this.ledger.set(question, letter)
      if (this.ticked.get(question) === letter) this.waiting.delete(question)
    }
    if (counts.acknowledged % killEvery === 0) void kill()
  }

  /** Until all tabs together have sent enough, and then until nothing waits. */
  async work(): Promise<void> {
    while (counts.acknowledged < saves) {
      this.change()
      await this.save()
    }
    while (this.waiting.size > 0) await this.save()
  }
}

try {
  console.log(`${machine()}\n${saves} saves by ${tabCount} tabs, killed after every ${killEvery}\n`)
  server = run('server', settings)
  await answers(`${address}/readyz`)
  const db = connect(postgres.url, { max: 4 })
  const ctx = contextOf(db, { at: new Date() })
  const course = await addTestCourse(ctx, { pages: [], quiz: Array.from({ length: questionCount }, () => ({})) })
  const tabs: Tab[] = []
  for (let number = 0; number < tabCount; number += 1) {
    const { id } = await addTestPerson(db, { email: `tab${number}@bench.example` })
    await startCourse(ctx, { person_id: id, course_id: course.course_id })
    const of = { person_id: id, course_id: course.course_id, module_id: course.module_ids[0]!, again: false }
    const started = await startQuiz(ctx, of)
    if (!('attempt_id' in started)) throw new Error(started.result)
    const [cookie] = await addWebSessions(db, [id], settings.SESSION_SECRET!)
    tabs.push(new Tab(`tab-${number}`, cookie!, started.attempt_id))
  }
  const begun = performance.now()
  const progress = setInterval(() => {
    const megabytes = Math.round(process.memoryUsage.rss() / 1_000_000)
    console.log(`${counts.acknowledged} acknowledged, ${counts.kills} kills, ${megabytes} MB here`)
  }, 30_000)
  await Promise.all(tabs.map((tab) => tab.work()))
  const seconds = (performance.now() - begun) / 1000
  clearInterval(progress)
  while (isStarting) await wait(50)

  let compared = 0
  let lost = 0
  for (const tab of tabs) {
    const { questions } = await getAttempt(ctx, tab.attempt)
    for (const [question, letter] of tab.ledger) {
      compared += 1
      if (questions[question - 1]!.given_word === letter) continue
      lost += 1
      console.log(
        `lost: ${tab.name}, question ${question}: ${letter} acknowledged, ${questions[question - 1]!.given_word} kept`,
      )
    }
  }
  console.log(`sent ${counts.sent}, acknowledged ${counts.acknowledged}, not acknowledged ${counts.failed}`)
  console.log(`${counts.kills} kills, ${Math.round(counts.acknowledged / seconds)} acknowledged a second`)
  console.log(`answers compared with the database: ${compared}; lost: ${lost}`)
  process.exitCode = lost === 0 ? 0 : 1
  await db.destroy()
} finally {
  await server!.end('SIGKILL')
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
