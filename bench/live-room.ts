/**
 * `npm run bench:room [-- --people=10000] [--profile=DIR]`: one live room at one web process. Everyone follows it and says
 * that they are here, a trainer changes what is shown, everyone answers one poll while every fifth line breaks and comes back.
 * Prints what was served, how late, and whether anything that was acknowledged is missing. Nothing here is a test.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { rows } from '../src/platform/db/connect.ts'
import { startMailServer } from '../test/support/smtp.ts'
import { Client } from './client.ts'
import { Crowd, now } from './crowd.ts'
import { addSession, fill } from './data.ts'
import { machine } from './machine.ts'
import { startProduct } from './server.ts'
import type { Row } from './table.ts'
import { printTable } from './table.ts'

const { values: asked } = parseArgs({
  options: {
    people: { type: 'string', default: '10000' },
    /** How many open their page in a second. */
    rate: { type: 'string', default: '400' },
    profile: { type: 'string' },
  },
})
const count = Number(asked.people)
const optionTitles = ['Yes', 'No', 'I do not know']
const rushMilliseconds = 20_000

const mailServer = await startMailServer()
const product = await startProduct(mailServer.url, { profile: asked.profile, settings: { TRUST_PROXY: '1' } })
const crowd = new Crowd(2)
try {
  console.log(`${machine()}\n${count} people in one room\n`)
  printTable(await measure(), Number.NaN)
} finally {
  crowd.end()
  await product.stop()
  await mailServer.stop()
}
process.exit(0)

async function measure(): Promise<Row[]> {
  const { db } = product
  say('making people')
  await fill(db, count + 1)
  const [trainer_id, ...person_ids] = await db('people').orderBy('id').pluck('id')
  await db('role_grants').insert({
    id: crypto.randomUUID(),
    person_id: trainer_id!,
    role: 'trainer',
    starts_on: '2025-01-01',
    created_at: new Date(),
  })
  const { session_id } = await addSession(db, { trainer_id: trainer_id!, person_ids })
  const cookies = await product.signInAll(person_ids)
  await db.raw('analyze')
  const people = person_ids.map((id, index) => ({
    id,
    cookie: cookies[index]!,
    address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
  }))

  const room = `/live-sessions/${session_id}/room`
  const trainer = new Client(product.base_url, await product.signIn(trainer_id!))
  await trainer.post(`${room}/items`, [
    ['kind', 'poll'],
    ['title', 'Would you step in?'],
    ...optionTitles.map((title, index): [string, string] => [`option-${index + 1}`, title]),
  ])
  await trainer.post(`${room}/items`, [
    ['kind', 'page'],
    ['title', 'What the law says'],
    ['body', 'A hate crime is any offence that the victim or anybody else sees as driven by hostility. '.repeat(6)],
  ])
  const items = await db('room_items').orderBy('position').pluck('id')
  const [poll, page] = [items[0]!, items[1]!]
  const option_ids = await db('room_options').orderBy('position').pluck('id')
  for (let turn = 0; turn < 20; turn++) await trainer.get(`${room}/agenda`)

  const posted: [sequence: number, at: number][] = []
  const press = async (path: string, fields: [string, string][] = []) => {
    const at = now()
    await trainer.post(`${room}/${path}`, fields)
    posted.push([Number((await db('live_rooms').first('sequence'))!.sequence), at])
  }
  const busy = async (work: () => Promise<unknown>) => {
    const [before, began] = [await product.spent(), now()]
    await work()
    const after = await product.spent()
    const share = (spent: number) => `${Math.round((spent * 100) / (now() - began))} %`
    return `${share(after.server - before.server)} + ${share(after.database - before.database)} of a core`
  }

  say('opening')
  const atRest = product.memory()
  const opened: number[] = []
  const milliseconds = (count * 1000) / Number(asked.rate)
  const openBusy = await busy(async () => {
    for (const { times } of await crowd.open(people, {
      base_url: product.base_url,
      room,
      from: now() + 100,
      milliseconds,
    }))
      opened.push(...times)
  })
  await wait(5000)
  const withStreams = product.memory()

  say('quiet')
  const quietFrom = posted.length
  const quietBusy = await busy(async () => {
    for (let turn = 0; turn < 20; turn++) {
      await press(turn % 2 === 0 ? `items/${page}/showing` : 'clearing')
      await wait(1000)
    }
  })

  say('rush')
  const asker = new Client(product.base_url, people[0]!.cookie)
  const askedAt = now()
  await asker.post(`${room}/questions`, [['text', 'May I ask?']])
  posted.push([Number((await db('live_rooms').first('sequence'))!.sequence), askedAt])
  await press(`items/${poll}/showing`)
  await wait(1000)
  const rushFrom = posted.length
  const question = await db('room_questions').first('id')
  let answers: Awaited<ReturnType<typeof tellAnswers>> = []
  let breaks: Awaited<ReturnType<typeof tellBreaks>> = []
  const from = now() + 100
  const tellAnswers = () => crowd.tell('answer', { item_id: poll, option_ids, from, milliseconds: rushMilliseconds })
  const tellBreaks = () => crowd.tell('breakLines', { one_of: 5, from, milliseconds: rushMilliseconds })
  const rushBusy = await busy(async () => {
    const [all, some] = [tellAnswers(), tellBreaks()]
    for (let turn = 0; turn < rushMilliseconds / 1000; turn++) {
      await press(`questions/${question!.id}/state`, [['state', turn % 2 === 0 ? 'answered' : 'open']])
      await wait(Math.max(0, from + (turn + 1) * 1000 - now()))
    }
    ;[answers, breaks] = await Promise.all([all, some])
  })
  say('results')
  await press(`items/${poll}/results`)
  await wait(25_000)
  const atMost = product.memory()

  const reports = await crowd.tell('report', { posted })
  const sum = (pick: (report: (typeof reports)[number]) => number) => reports.reduce((so, one) => so + pick(one), 0)
  const arrivals = reports.flatMap((report) => report.arrivals)
  const between = (first: number, end: number) => {
    const some = new Set(posted.slice(first, end).map(([sequence]) => sequence))
    return arrivals.filter(([sequence]) => some.has(sequence)).map(([, late]) => late)
  }
  const kept = answers.flatMap((answer) => answer.kept)
  const counted = new Map(
    (await db('room_answers').where({ item_id: poll }).select('person_id', 'option_id')).map((row) => [
      row.person_id,
      row.option_id,
    ]),
  )
  const present = await rows<{ people: number; stretches: number }>(
    db,
    'select count(distinct person_id) as people, count(*) as stretches from room_presences',
  )
  const here = new Set(await db('room_presences').distinct().pluck('person_id'))
  const failures = Object.entries(Object.assign({}, ...reports.map((report) => report.failures)) as object)
  for (const [what] of failures) console.log(`${what}: ${sum((report) => report.failures[what] ?? 0)}`)
  const of = (part: number, all = count) => `${part} of ${all}`
  return [
    { name: 'streams served at the first asking', said: of(opened.length), aim: 'all' },
    { name: '… never, however often they asked', said: String(sum((report) => report.never)), aim: '0' },
    { name: '… and open at the end', said: of(sum((report) => report.open)), aim: 'all' },
    { name: `opening, ${asked.rate} a second`, said: times(opened) },
    {
      name: 'memory of a stream',
      said: `${(((withStreams - atRest) * 1024) / opened.length).toFixed(1)} kB`,
      aim: 'under 40 kB',
    },
    {
      name: 'memory of the process',
      said: `${Math.round(atRest)} MB, ${Math.round(withStreams)} MB with streams, ${Math.round(atMost)} MB at the end`,
    },
    { name: 'broadcast, quiet', said: times(between(quietFrom, rushFrom)), aim: 'p99 under 500 ms' },
    { name: 'broadcast, in the rush', said: times(between(rushFrom, posted.length - 1)), aim: 'p99 under 500 ms' },
    {
      name: 'broadcast of the results',
      said: times(between(posted.length - 1, posted.length)),
      aim: 'p99 under 500 ms',
    },
    { name: 'lines that came back', said: of(total(breaks, 'back'), total(breaks, 'broken')), aim: 'all' },
    { name: '… after their pause within', said: times(breaks.flatMap((one) => one.times)) },
    { name: '… events they had missed', said: String(sum((report) => report.caught_up)) },
    {
      name: 'events lost, of those who were served',
      said: `${sum((report) => report.missed)}, twice ${sum((report) => report.twice)}`,
      aim: '0',
    },
    { name: `answers acknowledged, in ${rushMilliseconds / 1000} s`, said: of(kept.length), aim: 'all' },
    { name: '… when first pressed', said: of(total(answers, 'at_once')) },
    { name: '… after', said: times(answers.flatMap((answer) => answer.times)) },
    {
      name: '… of these not in the database',
      said: String(kept.filter((one) => counted.get(one.person_id) !== one.option_id).length),
      aim: '0',
    },
    { name: '"I am here" acknowledged', said: `${sum((report) => report.beats.count)} times` },
    { name: '… after', said: times(reports.flatMap((report) => report.beats.times)) },
    {
      name: '… of these people not in the database',
      said: String(reports.flatMap((report) => report.beats.people).filter((id) => !here.has(id)).length),
      aim: '0',
    },
    {
      name: '… whose presence has a gap',
      said: String(present[0]!.stretches - present[0]!.people),
      aim: '0',
    },
    { name: 'server + database, opening', said: openBusy },
    { name: 'server + database, quiet', said: quietBusy },
    { name: 'server + database, rush', said: rushBusy },
    {
      name: 'the people themselves, all along',
      said: `${Math.round(sum((report) => report.processor_milliseconds) / 1000)} s of a core`,
    },
  ].map((row) => ({ unit: '', ...row }))
}

function say(what: string): void {
  console.log(`${Math.round(performance.now() / 1000)} s: ${what}`)
}

function total<Name extends string>(reports: Record<Name, unknown>[], name: Name): number {
  return reports.reduce((sum, report) => sum + Number(report[name]), 0)
}

function times(all: number[]): string {
  if (all.length === 0) return 'none'
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`
}
