/** Looks at a database before anything is made in it, and says in one sentence why it will not do. */
import pg from 'pg'
import { StartError } from '../start-error.ts'

const oldest = 15

/** Throws a StartError unless the database answers, is new enough, holds any script, and is ours to build in. */
export async function checkDatabase(url: string): Promise<void> {
  const client = clientFor(url)
  client.on('error', () => {}) // what happens to the connection is seen by the query
  try {
    await client.connect()
    const { rows } = await client.query<FoundDatabase>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
         current_setting('server_encoding') as encoding,
         has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as may_create`,
    )
    const fault = faultOf(rows[0]!)
    if (fault) throw new StartError(fault)
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`The database cannot be used: ${reasonOf(error)}.`)
  } finally {
    await client.end().catch(() => {})
  }
}

export interface FoundDatabase {
  version: string
  number: number
  encoding: string
  may_create: boolean
}

export function faultOf(found: FoundDatabase): string | null {
  if (found.number < oldest * 10_000)
    return `The database is PostgreSQL ${found.version}: Upstander needs PostgreSQL ${oldest} or newer.`
  if (found.encoding !== 'UTF8')
    return `The database has the encoding ${found.encoding}: Upstander needs one made with UTF8.`
  if (!found.may_create) return 'The user of DATABASE_URL may not create schemas and tables in its database.'
  return null
}

function clientFor(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: 'upstander check' })
  } catch (error) {
    throw new StartError(`DATABASE_URL cannot be read: ${reasonOf(error)}.`)
  }
}

/** A refused connection comes as an AggregateError without words; no message of pg's holds the password. */
function reasonOf(error: unknown): string {
  const { message, code, errors } = error as Error & { code?: string; errors?: Error[] }
  return (errors?.[0]?.message || message || code || 'for an unknown reason').replace(/\.$/, '')
}
