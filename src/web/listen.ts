/** Opens the port, and closes it without cutting off anyone. */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Express } from 'express'
import { StartError } from './process.ts'

/** Throws a StartError in one sentence when the port cannot be had. */
export async function listen(app: Express, port: number): Promise<Server> {
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 }, app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError(`Port ${port} is in use. Stop what uses it, or set PORT to another.`))
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${port} may not be opened by this user. Set PORT to 1024 or higher.`))
      else reject(error)
    })
    server.listen(port, resolve)
  })
  return server
}

/** Stops taking connections and waits for the requests in flight, `graceMilliseconds` at most. */
export async function drain(server: Server, graceMilliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
  await closed
  clearTimeout(timer)
}
