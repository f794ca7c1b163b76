/** Bytes of a request: 63 hashes and a note with many cosignatures are far below. */
export const maxRequest = 64 * 1024
/** Bytes of an answer. */
export const maxAnswer = 16 * 1024
/** Of a request and of signature lines. */
export const contentType = 'text/plain; charset=utf-8'
/** Of the answer 409 (C2SP tlog-witness). */
export const sizeType = 'text/x.tlog.size'
/** Milliseconds in which a whole request must have come. */
export const requestMs = 10_000
/** Connections at once: a log needs one. */
export const maxConnections = 32
