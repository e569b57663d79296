/**
 * `npm run bench [-- --people=N] [--large] [--due=N] [--only=WORDS] [--profile=DIR] [--cgroup=DIR]`: each measure as a
 * ratio to the calibration taken in the same run on the same machine. Prints a table; nothing here is a test. 5,000 people,
 * or N, or 100,000 with `--large`; 1,000 certificates that come due at once, or N. `--only` takes the measures whose name
 * holds one of the words (apart by commas); `--profile` leaves a CPU profile of the server in that folder; `--cgroup` starts
 * the server in that memory cgroup, so that the kernel counts, or limits, all that it takes.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fill } from './data.ts'
import { load } from './load.ts'
import { machine } from './machine.ts'
import { startMailSink } from './mail-sink.ts'
import { checkMeasure, dueMeasure, printMeasure } from './measures/certificates.ts'
import { exportMeasures } from './measures/exports.ts'
import { pageMeasures } from './measures/pages.ts'
import { quizMeasure } from './measures/quiz.ts'
import { registerMeasure } from './measures/register.ts'
import { startProduct } from './server.ts'
import type { Row } from './table.ts'
import { printTable } from './table.ts'

const { values: asked } = parseArgs({
  options: {
    large: { type: 'boolean' },
    people: { type: 'string' },
    due: { type: 'string' },
    only: { type: 'string' },
    profile: { type: 'string' },
    cgroup: { type: 'string' },
  },
})
const words = asked.only?.toLowerCase().split(',')
const isAsked = (name: string) => !words || words.some((word) => name.toLowerCase().includes(word))
const people = asked.people ? Number(asked.people) : asked.large ? 100_000 : 5000
const mails = await startMailSink()
const product = await startProduct(mails.url, {
  profile: asked.profile,
  cgroup: asked.cgroup,
  // Those who check certificates come from many networks, as a proxy says.
  settings: { TRUST_PROXY: '1' },
})
try {
  console.log(`${machine()}\n200 organisations, ${people} people\n`)
  const data = await fill(product.db, people)

  const bare = spawn(process.execPath, [
    fileURLToPath(new URL('./calibration.ts', import.meta.url)),
    product.database_url,
  ])
  const [port] = (await once(bare.stdout, 'data')) as [Buffer]
  const calibration = await load(`http://127.0.0.1:${String(port).trim()}/`, { seconds: 5 })
  bare.kill()

  const rows: Row[] = [
    { name: 'calibration', per_second: calibration.per_second, p99_ms: calibration.p99_ms, unit: 'answers' },
  ]
  const measures = [
    ...(await pageMeasures(product, data)),
    quizMeasure(product, data),
    registerMeasure(product),
    printMeasure,
    exportMeasures(product),
    checkMeasure(product),
    dueMeasure(product, data, mails, Number(asked.due ?? 1000)),
  ]
  for (const { name, take } of measures) if (isAsked(name)) rows.push(...(await take()))
  printTable(rows, calibration.per_second)
} finally {
  await product.stop()
  await mails.stop()
}
process.exit(0)
