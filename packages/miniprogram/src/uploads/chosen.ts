// A file somebody chose on this device, and the ways there are to choose one.
import type { UploadSource } from '@onetrip/sdk/uploads';

/** A chosen file. */
export interface ChosenFile {
  source: UploadSource;
  /** Tells it from others when it is chosen again; never its name, which may name a person. */
  mark: string;
}

/** A way to choose one file; null where nothing was chosen. */
export interface Way {
  /** One `file` in a browser; a `picture`, or a file `received` in a chat, in WeChat. */
  id: 'file' | 'picture' | 'received';
  choose: () => Promise<ChosenFile | null>;
}
