/**
 * Signs a credential with the active key: as a JSON Web Token, or with a Data Integrity proof in it. Ed25519 signs the
 * same thing the same way each time, so nothing signed needs to be kept.
 */
import { createPrivateKey } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Ctx } from '../../../platform/context.ts'
import { getActiveKey } from '../queries.ts'
import type { KeyRow } from '../queries.ts'
import { loadContext } from './contexts.ts'
import { didOf, jwkId, multikeyId } from './did.ts'
import { unseal } from './sealing.ts'

export interface Signable {
  id: string
  issuer: string | { id: string }
  validFrom: string
  validUntil?: string
}

/** The active key as a JSON Web Key, its secret part included. */
async function openKey(ctx: Ctx): Promise<{ key: KeyRow; jwk: Record<string, string> }> {
  const key = await getActiveKey(ctx)
  const secret = unseal(ctx.config, key.id, key.sealed_private_key)
  if (!secret)
    throw new Error(
      'The key that signs badges was sealed under another SESSION_SECRET: an administrator makes a new one at /admin/badge-keys',
    )
  return { key, jwk: { kty: 'OKP', crv: 'Ed25519', x: key.public_x, d: secret.toString('base64url') } }
}

const seconds = (moment: string) => Math.floor(Date.parse(moment) / 1000)

/** The credential is the payload, with the claims of a token beside it (Open Badges 3.0, 8.2). */
export async function signAsToken(ctx: Ctx, credential: Signable): Promise<string> {
  const { key, jwk } = await openKey(ctx)
  const did = didOf(ctx.config.base_url)
  const claims = {
    ...credential,
    iss: did,
    jti: credential.id,
    nbf: seconds(credential.validFrom),
    ...(credential.validUntil === undefined ? {} : { exp: seconds(credential.validUntil) }),
  }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: jwkId(did, key) })
    .sign(createPrivateKey({ key: jwk, format: 'jwk' }))
}

/** eddsa-rdfc-2022. The libraries are large, so they are loaded when the first badge is asked for. */
export async function signWithProof<Credential extends Signable>(
  ctx: Ctx,
  credential: Credential,
  at: Date,
): Promise<Credential & { proof: Record<string, string> }> {
  const { key, jwk } = await openKey(ctx)
  const [{ issue }, { DataIntegrityProof }, { cryptosuite }, { fromJwk }] = await Promise.all([
    import('@digitalbazaar/vc'),
    import('@digitalbazaar/data-integrity'),
    import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite'),
    import('@digitalbazaar/ed25519-multikey'),
  ])
  const did = didOf(ctx.config.base_url)
  const pair = await fromJwk({ jwk, secretKey: true, id: multikeyId(did, key), controller: did })
  const suite = new DataIntegrityProof({ signer: pair.signer(), date: at.toISOString(), cryptosuite })
  return issue({ credential, suite, documentLoader: loadContext, now: ctx.now })
}
