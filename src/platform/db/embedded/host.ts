/** Where the server is spoken to: at its socket, which answers in two thirds of the time that the network's stack takes. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

/** What the kernels' address of a socket holds, macOS' being the shorter. */
const LONGEST_SOCKET_PATH = 103

/** The folder of the socket; 127.0.0.1 where there is none, or its path is too long to be one. */
export function hostOf({ data }: Cluster, port: number): string {
  const socket = join(data, `.s.PGSQL.${port}`)
  return Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH && existsSync(socket) ? data : '127.0.0.1'
}
