/** A mail server that takes everything and reads nothing but the envelope: what it costs is not the product's. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface MailSink {
  url: string
  /** How many mails came for each address. */
  came: Map<string, number>
  stop(): Promise<void>
}

export async function startMailSink(): Promise<MailSink> {
  const came = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, done) => {
      stream.on('data', () => {})
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo) came.set(address, (came.get(address) ?? 0) + 1)
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    came,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
