// What a file is to whoever sends it.

/** A file to be sent: `blobSource`, `wechatFileSource`, `fileSource` of `@onetrip/sdk/node`, or your own. */
export interface UploadSource {
  /** Media type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes from `offset` on; the same each time it is asked. */
  read(offset: number, length: number): Promise<Uint8Array>;
}
