/** Takes uploaded files into memory; one that is too large is let run out and named so. */
import type { Request, RequestHandler, Response } from 'express'
import multer from 'multer'

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      /** The file was larger than we take, or there were too many. */
      is_upload_too_large?: boolean
    }
  }
}

/** The file of the form's field, as `req.file`, and the other fields as `req.body`. */
export const takeFile = (field: string, mostBytes: number): RequestHandler => take(uploads(mostBytes, 1).single(field))

/** Several files of one field, as `req.files`; too many count as too large. */
export const takeFiles = (field: string, mostBytes: number, mostFiles: number): RequestHandler =>
  take(uploads(mostBytes, mostFiles).array(field))

const uploads = (fileSize: number, files: number) =>
  multer({
    storage: multer.memoryStorage(),
    limits: { fileSize, files, fields: 20, fieldSize: 10_000 },
    defParamCharset: 'utf8',
  } as multer.Options)

function take(upload: RequestHandler): RequestHandler {
  return (req: Request, res: Response, next) => {
    upload(req, res, (error: unknown) => {
      if (!(error instanceof multer.MulterError)) return next(asBadRequest(error))
      if (error.code !== 'LIMIT_FILE_SIZE' && error.code !== 'LIMIT_FILE_COUNT') return next(error)
      req.is_upload_too_large = true
      // A browser shows no answer before it has sent all.
      if (req.readableEnded || req.destroyed) return next()
      req.once('end', next)
      req.resume()
    })
  }
}

/** A body that is no proper multipart form, or was cut off: the sender's fault, not ours. */
function asBadRequest(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { status: 400 }) : error
}
