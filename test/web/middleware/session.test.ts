/** Web sessions: one that was ended stays ended, whatever a request that was under way writes into it. */
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
