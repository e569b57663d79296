/** Opens the port, and closes it without cutting off anyone. */
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'
import { StartError } from '../platform/start-error.ts'

/** The connections of each server and since when, for those that never ask for anything: browsers open some in advance. */
const connections = new WeakMap<Server, Map<Socket, number>>()
const silentMilliseconds = 1000

/** Holds the port before anything is made, and answers "not ready" until there is an application to serve. */
export async function listen(port: number): Promise<{ server: Server; serve: (app: RequestListener) => void }> {
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 })
  const sockets = new Map<Socket, number>()
  connections.set(server, sockets)
  server.on('connection', (socket) => {
    sockets.set(socket, performance.now())
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', answerWhileStarting)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(faultOf(error, port))))
    server.listen(port, resolve)
  })
  return {
    server,
    serve: (app) => {
      server.off('request', answerWhileStarting)
      server.on('request', app)
    },
  }
}

function faultOf(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or set PORT to another.`
  if (error.code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to 1024 or higher.`
  return `Port ${port} cannot be opened: ${error.message}.`
}

const answerWhileStarting: RequestListener = (req, res) => {
  const isAlive = req.url === '/healthz'
  res.writeHead(isAlive ? 200 : 503, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Retry-After': '5',
  })
  res.end(isAlive ? 'alive' : 'not ready')
}

/** Stops taking connections and waits for the requests in flight, `graceMilliseconds` at most. */
export async function drain(server: Server, graceMilliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sweep = setInterval(() => {
    // A connection whose last request ends now would be kept open for the next one.
    server.closeIdleConnections()
    for (const [socket, since] of connections.get(server) ?? [])
      if (socket.bytesRead === 0 && performance.now() - since > silentMilliseconds) socket.destroy()
  }, 50)
  const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
  await closed
  clearInterval(sweep)
  clearTimeout(timer)
}
