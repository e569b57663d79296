/** A real SMTP server in the test's process: keeps what it is given, and refuses as it is told. */
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  source: Buffer
  mail: Email
  /** The envelope, which no header can widen. */
  recipients: string[]
}

export interface TestMailServer {
  url: string
  port: number
  received: ReceivedMail[]
  /** Asked before each message is taken; a code of 400 or more refuses it. */
  refuse: (recipient: string) => number | null
  stop(): Promise<void>
}

export async function startMailServer(port = 0): Promise<TestMailServer> {
  const received: ReceivedMail[] = []
  const state: { refuse: TestMailServer['refuse'] } = { refuse: () => null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (address, _session, done) => {
      const code = state.refuse(address.address)
      if (code === null) done()
      else
        done(Object.assign(new Error(code >= 500 ? 'No such mailbox here' : 'Try again later'), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks)
        void PostalMime.parse(source).then((mail) => {
          received.push({ source, mail, recipients: session.envelope.rcptTo.map((one) => one.address) })
          done()
        })
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const opened = (server.server.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${opened}`,
    port: opened,
    received,
    get refuse() {
      return state.refuse
    },
    set refuse(refuse) {
      state.refuse = refuse
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
