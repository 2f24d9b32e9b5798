// One file on its way: with progress, paused and gone on with, and found again after the app was closed.
import { sendUpload } from '@onetrip/sdk/uploads';
import { useEffect, useRef, useState } from 'react';
import { preferences } from '../preferences/preferences.ts';
import { gateway } from '../service/client.ts';
// Without an extension, so that Taro takes `connection.weapp.ts` for WeChat.
import { createAbort } from '../service/connection';
import { type Fault, faultOf, isProblem } from '../service/fault.ts';
import { forget, keep, recall } from '../state/device.ts';
import type { ChosenFile, Way } from './chosen.ts';

/** What this device keeps of an upload, so that it is found again. */
interface Kept {
  uploadId: string;
  mark: string;
}

/** How much of the file the service holds, in bytes. */
export interface Progress {
  sent: number;
  size: number;
}

/** The upload of one paper. */
export interface UploadInHand {
  /** Null before anything was sent. */
  progress: Progress | null;
  sending: boolean;
  fault: Fault | null;
  /** Has a file chosen, and sends it. */
  choose: (way: Way) => void;
  /** Goes on with the file chosen before; null where it must be chosen again. */
  goOn: (() => void) | null;
  pause: () => void;
  /** Forgets it, here and in the service. */
  discard: () => void;
}

/** The file itself is at fault: it is not offered again. */
const refusals = ['invalid_request', 'upload_type_mismatch'];
/** The service has nothing of it any more: the next try begins anew. */
const lost = ['not_found', 'upload_damaged'];

/**
 * @param name what it is kept under on this device
 * @param onWhole called with the upload once it is whole, and with null when it is discarded
 */
export function useUpload(name: string, onWhole: (uploadId: string | null) => void): UploadInHand {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const abort = useRef<ReturnType<typeof createAbort> | null>(null);

  const send = async (chosen: ChosenFile) => {
    if (abort.current) return;
    abort.current = createAbort();
    const { signal } = abort.current;
    setFile(chosen);
    setFault(null);
    setSending(true);
    try {
      const client = await gateway();
      const before = recall<Kept>(name);
      const same = before?.mark === chosen.mark;
      const upload = await sendUpload(client, chosen.source, {
        signal,
        language: preferences.get().language,
        ...(before && same && { uploadId: before.uploadId }),
        onBegun: ({ uploadId, held, size }) => {
          keep(name, { uploadId, mark: chosen.mark } satisfies Kept);
          setProgress({ sent: held, size });
        },
        onProgress: (sent, size) => setProgress((known) => ({ sent: Math.max(sent, known?.sent ?? 0), size })),
      });
      if (before && !same) client.uploads.discard(before.uploadId).catch(() => undefined);
      setProgress({ sent: upload.size, size: upload.size });
      onWhole(upload.uploadId);
    } catch (caught) {
      if (lost.some((code) => isProblem(caught, code))) forget(name);
      if (refusals.some((code) => isProblem(caught, code))) setFile(null);
      if (!signal.aborted) setFault(faultOf(caught));
    } finally {
      abort.current = null;
      setSending(false);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the page opens
  useEffect(() => {
    void find().catch(() => undefined);
    return () => abort.current?.abort();
  }, [name]);

  /** Finds what was sent before the app was closed. */
  const find = async () => {
    const before = recall<Kept>(name);
    if (!before) return;
    try {
      const { uploadId, held, size, state } = await (await gateway()).uploads.get(before.uploadId);
      setProgress({ sent: held, size });
      if (state === 'complete') onWhole(uploadId);
    } catch (caught) {
      if (isProblem(caught, 'not_found')) forget(name);
    }
  };

  return {
    progress,
    sending,
    fault,
    choose: (way) =>
      void way.choose().then(
        (chosen) => chosen && send(chosen),
        (caught: unknown) => setFault(faultOf(caught)),
      ),
    goOn: file && !sending ? () => void send(file) : null,
    pause: () => abort.current?.abort(),
    discard() {
      const before = recall<Kept>(name);
      forget(name);
      setFile(null);
      setProgress(null);
      onWhole(null);
      // What stays there is forgotten by itself after a week.
      if (before)
        gateway()
          .then((client) => client.uploads.discard(before.uploadId))
          .catch(() => undefined);
    },
  };
}
