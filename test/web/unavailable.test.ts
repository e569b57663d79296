/** Which errors mean that the database could not be reached: they are no fault of the page that met them. */
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import knex from 'knex'
import { connect } from '../../src/platform/db/connect.ts'
import { isDatabaseAway } from '../../src/web/unavailable.ts'
import { freePort } from '../support/running.ts'

const error = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {})

test.each([
  ['connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'],
  ['terminating connection due to administrator command', '57P01'],
  ['the database system is starting up', '57P03'],
  ['sorry, too many clients already', '53300'],
  ['select * from "people" where "id" = $1 - Connection terminated unexpectedly', undefined],
])('away: %s', (message, code) => {
  expect(isDatabaseAway(error(message, code))).toBe(true)
})

test.each([
  ['duplicate key value violates unique constraint', '23505'],
  ['canceling statement due to statement timeout', '57014'],
  ['The words "Connection terminated" in a title', undefined],
])('not away: %s', (message, code) => {
  expect(isDatabaseAway(error(message, code))).toBe(false)
})

test('a full pool is as good as no database; what is no error is none of this', () => {
  expect(isDatabaseAway(new knex.KnexTimeoutError('Knex: Timeout acquiring a connection.'))).toBe(true)
  expect([undefined, null, 'words'].map(isDatabaseAway)).toEqual([false, false, false])
})

test('knows what really comes when nobody listens', async () => {
  const db = connect(`postgres://u:p@127.0.0.1:${await freePort()}/u`, { max: 1 })
  const fault = await db.raw('select 1').catch((thrown: unknown) => thrown)
  expect(isDatabaseAway(fault)).toBe(true)
  await db.destroy()
})

test('knows what really comes when its socket is gone, and takes no missing file for it', async () => {
  const db = connect(`postgres://u:p@${encodeURIComponent(tmpdir())}:1/u`, { max: 1 })
  expect(isDatabaseAway(await db.raw('select 1').catch((thrown: unknown) => thrown))).toBe(true)
  expect(isDatabaseAway(await readFile('nowhere').catch((thrown: unknown) => thrown))).toBe(false)
  await db.destroy()
})
