/** What is asked of the running server as its superuser: the app's role and database, and who is connected. */
import pg from 'pg'
import { type Cluster, SUPERUSER } from './cluster.ts'
import { hostOf } from './host.ts'
import { EmbeddedPostgresError } from './error.ts'

export const APP_ROLE = 'upstander'

/** Makes the app's role and database if missing; resolves to the server's words when it will not talk yet. */
export async function prepareDatabase(cluster: Cluster, port: number, database: string) {
  const { password, folder } = cluster
  const client = superuserClient(cluster, port)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock(1)') // Two processes may prepare at once
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as database`,
      [APP_ROLE, database],
    )
    if (!rows[0]?.role) {
      // Creates databases (the tests need it), but is no superuser: a hole in the app must not open the machine
      await client.query(`create role ${APP_ROLE} login createdb password ${pg.escapeLiteral(password)}`)
    }
    if (!rows[0]?.database) await client.query(`create database ${pg.escapeIdentifier(database)} owner ${APP_ROLE}`)
    return undefined
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === '28P01') {
      throw new EmbeddedPostgresError(`The password in ${folder}/cluster/password is not the one of its database.`)
    }
    if (code === '53100') throw new EmbeddedPostgresError(`The database could not be made in ${folder}: ${message}.`) // The disk is full
    return message
  } finally {
    await client.end().catch(() => {})
  }
}

/** Connections of the app or anyone else; none when it does not answer. */
export async function countClients(cluster: Cluster, port: number): Promise<number> {
  const client = superuserClient(cluster, port)
  try {
    await client.connect()
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rows[0]!.others
  } catch {
    return 0
  } finally {
    await client.end().catch(() => {})
  }
}

function superuserClient(cluster: Cluster, port: number): pg.Client {
  const client = new pg.Client({
    host: hostOf(cluster, port),
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {}) // A server that dies now is met by the next round
  return client
}
