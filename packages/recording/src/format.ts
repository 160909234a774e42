/**
 * The recording file, version 1.0. All integers are unsigned and big-endian. `docs/reference/recording-format.md` is this
 * table with a reader's procedure.
 *
 * File:    file header, then chunks, nothing between them. Only ever appended to.
 *
 * File header
 *   0     8   magic 89 53 52 45 43 0D 0A 1A
 *   8     2   major version: a reader refuses one that it does not know
 *   10    2   minor version: additions only (new fields, event codes, chunk kinds), which older readers skip
 *   12    4   H, length of the description, ≤ 65536
 *   16    H   description: JSON {recordingId, instanceId, cipher:"aes-256-gcm", compression:"deflate-raw", wrappedKey: base64}
 *   16+H  32  SHA-256 of bytes 0 … 16+H: the *header hash*. Not a protection (chunks authenticate it), but tells damage from a wrong key
 *
 * Keys: the 32-byte data key, unwrapped by whoever holds the master key, gives two keys by HKDF-SHA-256 with the recording id as
 *   salt: info "sallyport recording 1 chunk" → AES key, info "sallyport recording 1 head" → HMAC key (32 bytes each).
 *
 * Chunk
 *   0     1   kind: 0 meta (first, once), 1 events, 2 end (last, once); others are verified and skipped
 *   1     3   zero
 *   4     4   C, length of the ciphertext
 *   8     8   sequence, from 0, without gaps
 *   16    8   time of its first event, ms since 1970
 *   24    8   time of its last event
 *   32    4   length of the plaintext before compression, ≤ 4 MiB
 *   36    4   number of events
 *   40    32  SHA-256 of the whole chunk before (bytes 0 … 104+C of it); of the first chunk: the header hash
 *   72    16  HMAC-SHA-256(HMAC key, header hash ‖ bytes 0 … 72), first 16 bytes. Lets a reader trust C: a length that points
 *             behind the end of the file is a torn write if this is right, and tampering if it is wrong
 *   88    C   AES-256-GCM ciphertext of the raw-deflated plaintext; nonce = 4 zero bytes ‖ sequence (8 bytes): the key is this
 *             file's own and a file is never continued, so none is used twice; additional data = header hash ‖ bytes 0 … 88
 *   88+C  16  GCM tag
 *
 * Plaintext: meta and end are one JSON object; events are lines `[seconds, code, data, channel]`, each an asciicast v2 event
 *   with a fourth element; seconds since the meta's `startedAt`, never falling. Codes: `o` `i` `r` `m` as asciicast has them
 *   (a marker without channel concerns the connection), and `e` stderr, `h` hidden input, `c` channel opened {program, terminal},
 *   `n` not recorded {stream, bytes}, `x` channel closed {status, signal}.
 *
 * End of file: after a kind 2 chunk nothing may follow. Without one the recording is unsealed; fewer bytes than a chunk needs
 *   at the very end are a torn write. Everything else that does not fit is an error.
 */
export const MAGIC = Buffer.from([0x89, 0x53, 0x52, 0x45, 0x43, 0x0d, 0x0a, 0x1a]);
export const MAJOR = 1;
export const MINOR = 0;

export const FILE_PREFIX = 16;
export const MAX_DESCRIPTION = 65_536;
export const HASH_LENGTH = 32;

export const CHUNK_HEAD = 88;
/** Bytes of the head that its own code covers. */
export const CHUNK_HEAD_COVERED = 72;
export const TAG_LENGTH = 16;
export const MAX_PLAIN = 4 * 1024 * 1024;
/** Deflate adds five bytes a block to what it cannot shrink. */
export const MAX_CIPHERTEXT = MAX_PLAIN + 65_536;

export const KIND_META = 0;
export const KIND_EVENTS = 1;
export const KIND_END = 2;
