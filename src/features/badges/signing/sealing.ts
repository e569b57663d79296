/** Private keys at rest: sealed under a key that follows from SESSION_SECRET, so that a copy of the database signs nothing. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from '../../../platform/config.ts'

const sealingKey = (config: Pick<Config, 'session_secret'>) =>
  Buffer.from(hkdfSync('sha256', config.session_secret, '', 'badge signing keys', 32))

/** AES-256-GCM: nonce, tag, text. `owner` is bound in, so that a sealed key fits no other row. */
export function seal(config: Pick<Config, 'session_secret'>, owner: string, secret: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(config), nonce).setAAD(Buffer.from(owner))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Undefined: it was sealed under another secret, or for another row, or was changed. */
export function unseal(config: Pick<Config, 'session_secret'>, owner: string, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(config), sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(owner))
    .setAuthTag(sealed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  } catch {
    return undefined
  }
}
