/** Takes one uploaded file into memory, at most 10 MB of it. */
import type { Request, RequestHandler, Response } from 'express'
import multer from 'multer'

export const mostMegabytes = 10

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      /** The file was larger than we take. */
      is_upload_too_large?: boolean
    }
  }
}

const one = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: mostMegabytes * 1024 * 1024, files: 1, fields: 20, fieldSize: 10_000 },
  defParamCharset: 'utf8',
} as multer.Options).single('file')

/** A file that is too large is let run out (a browser shows no answer before it has sent all) and then named so. */
export const takeUpload: RequestHandler = (req: Request, res: Response, next) => {
  one(req, res, (error: unknown) => {
    if (!(error instanceof multer.MulterError)) return next(asBadRequest(error))
    if (error.code !== 'LIMIT_FILE_SIZE') return next(error)
    req.is_upload_too_large = true
    if (req.readableEnded || req.destroyed) return next()
    req.once('end', next)
    req.resume()
  })
}

/** A body that is no proper multipart form, or was cut off: the sender's fault, not ours. */
function asBadRequest(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { status: 400 }) : error
}
