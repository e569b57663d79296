/** Web sessions: one that was ended stays ended, whatever a request that was under way writes into it. */
import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import supertest from 'supertest'
import { signInJobs } from '../../../src/features/sign-in/jobs.ts'
import { newId } from '../../../src/lib/ids.ts'
import { flash, takeFlash } from '../../../src/platform/http/flash.ts'
import { webSession } from '../../../src/web/middleware/session.ts'
import { contextOf } from '../../support/context.ts'
import { testConfig } from '../../support/config.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

const somebody = newId()
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
})

test('a request that was under way does not bring an ended session back', async () => {
  const app = express()
  app.use(webSession(testConfig(), database.db))
  app.get('/begin', (req, res) => {
    req.session.passport = { user: somebody }
    res.end()
  })
  app.get('/slow', async (req, res) => {
    await database.db('web_sessions').delete()
    req.session.flash = [{ kind: 'notice', text: 'written too late' }]
    res.end()
  })
  app.get('/who', (req, res) => {
    res.send(req.session.passport?.user ?? 'nobody')
  })
  const browser = supertest.agent(app)
  await browser.get('/begin')
  expect((await browser.get('/who')).text).toBe(somebody)
  await browser.get('/slow')
  expect(await database.db('web_sessions')).toEqual([])
  expect((await browser.get('/who')).text).toBe('nobody')
})

test('the head of a redirect comes only when the session is written: browsers follow it at once', async () => {
  const app = express()
  app.use(webSession(testConfig(), database.db))
  app.get('/begin', (req, res) => {
    req.session.passport = { user: somebody }
    res.redirect(303, '/who')
  })
  const server = app.listen(0)
  const slowly = await database.db.transaction()
  try {
    await slowly.raw('lock table web_sessions in share mode')
    const request = get({ port: (server.address() as AddressInfo).port, path: '/begin' })
    const head = once(request, 'response') as Promise<[IncomingMessage]>
    expect(await Promise.race([head, new Promise((resolve) => setTimeout(resolve, 300, 'no head yet'))])).toBe(
      'no head yet',
    )
    await slowly.commit()
    const [answer] = await head
    expect(answer.statusCode).toBe(303)
    expect(await database.db('web_sessions')).toHaveLength(1)
    answer.resume()
  } finally {
    if (!slowly.isCompleted()) await slowly.rollback()
    server.close()
  }
})

test('a redirect with nothing to write leaves no session behind', async () => {
  await database.db('web_sessions').delete()
  const app = express()
  app.use(webSession(testConfig(), database.db))
  app.get('/away', (_req, res) => res.redirect(303, '/'))
  const answer = await supertest(app).get('/away')
  expect([answer.status, answer.headers['set-cookie'], await database.db('web_sessions')]).toEqual([303, undefined, []])
})

test('what a script fetches behind an open page does not take the sentence meant for the reader', async () => {
  const app = express()
  app.use(webSession(testConfig(), database.db))
  app.get('/act', (req, res) => {
    flash(req, 'success', 'Settled.')
    res.end()
  })
  app.get('/page', (req, res) => res.json(takeFlash(req).map(({ text }) => text)))
  const browser = supertest.agent(app)
  await browser.get('/act')
  const behind = await browser.get('/page').set('X-Background', 'yes')
  expect([behind.body, (await browser.get('/page')).body, (await browser.get('/page')).body]).toEqual([
    [],
    ['Settled.'],
    [],
  ])
})

test('reads the person with the session, as they are at that moment; an expired session is none, and is tidied away', async () => {
  const { db } = database
  await db('people').insert({ id: somebody, full_name: 'Ann', search: 'ann', email: null, created_at: new Date() })
  const app = express()
  app.use(webSession(testConfig(), db))
  app.get('/begin', (req, res) => {
    req.session.passport = { user: somebody }
    res.end()
  })
  app.get('/who', (req, res) => res.json(req.signed_in))
  const browser = supertest.agent(app)
  await browser.get('/begin')
  const ann = { kind: 'person', id: somebody, full_name: 'Ann', email: null, roles: [], leads: [], large_print: false }
  expect((await browser.get('/who')).body).toEqual(ann)

  const grant = { id: newId(), person_id: somebody, starts_on: '2020-01-01', created_at: new Date() }
  await db('role_grants').insert({ ...grant, role: 'trainer' })
  expect((await browser.get('/who')).body).toEqual({ ...ann, roles: ['trainer'] })
  await db('role_grants').where({ id: grant.id }).update({ ends_on: '2020-01-02' })
  expect((await browser.get('/who')).body).toEqual(ann)
  await db('people').where({ id: somebody }).update({ disabled_at: new Date() })
  expect((await browser.get('/who')).body).toBeNull()
  await db('people').where({ id: somebody }).update({ disabled_at: null })
  expect((await browser.get('/who')).body).toEqual(ann)

  await signInJobs['sign-in.tidy']!(contextOf(db), {})
  expect((await browser.get('/who')).body).toEqual(ann)
  await db.raw(`update web_sessions set expire = localtimestamp - interval '1 second'`)
  expect((await browser.get('/who')).body).toBe('')
  await signInJobs['sign-in.tidy']!(contextOf(db), {})
  expect(await db('web_sessions')).toEqual([])
})
