/** Web sessions: one that was ended stays ended, whatever a request that was under way writes into it. */
import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pg from 'pg'
import supertest from 'supertest'
import { createLog } from '../../../src/platform/log.ts'
import { webSession } from '../../../src/web/middleware/session.ts'
import { testConfig } from '../../support/config.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 4 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

test('a request that was under way does not bring an ended session back', async () => {
  const app = express()
  app.use(webSession(testConfig(), pool, createLog('silent')))
  app.get('/begin', (req, res) => {
    req.session.passport = { user: 'somebody' }
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
  expect((await browser.get('/who')).text).toBe('somebody')
  await browser.get('/slow')
  expect(await database.db('web_sessions')).toEqual([])
  expect((await browser.get('/who')).text).toBe('nobody')
})

test('the head of a redirect comes only when the session is written: browsers follow it at once', async () => {
  const app = express()
  app.use(webSession(testConfig(), pool, createLog('silent')))
  app.get('/begin', (req, res) => {
    req.session.passport = { user: 'somebody' }
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
  app.use(webSession(testConfig(), pool, createLog('silent')))
  app.get('/away', (_req, res) => res.redirect(303, '/'))
  const answer = await supertest(app).get('/away')
  expect([answer.status, answer.headers['set-cookie'], await database.db('web_sessions')]).toEqual([303, undefined, []])
})
