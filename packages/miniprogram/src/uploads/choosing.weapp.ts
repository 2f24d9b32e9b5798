// Choosing a file in WeChat: a picture taken or from the album, or a file somebody sent in a chat.
import { wechatFileSource } from '@onetrip/sdk/uploads';
import Taro from '@tarojs/taro';
import { called } from '../state/called.ts';
import type { ChosenFile, Way } from './chosen.ts';

/** Media types by the ending of a file's name: WeChat tells no other. */
const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** A file as WeChat hands it over. */
interface Handed {
  path: string;
  name: string;
  size: number;
}

const isCancelled = (caught: unknown): boolean => caught instanceof Error && caught.message.includes('cancel');

/** What WeChat handed over, as a file to be sent. */
async function chosen(asked: Promise<Handed | undefined>): Promise<ChosenFile | null> {
  const handed = await asked.catch((caught: unknown) => {
    if (isCancelled(caught)) return undefined;
    throw caught;
  });
  if (!handed) return null;
  const ending = handed.name.slice(handed.name.lastIndexOf('.') + 1).toLowerCase();
  return { source: await wechatFileSource(Taro, handed.path, types[ending] ?? ''), mark: String(handed.size) };
}

async function picture(): Promise<Handed | undefined> {
  const { tempFiles } = await called<Taro.chooseMedia.SuccessCallbackResult>((callbacks) =>
    Taro.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['album', 'camera'], ...callbacks }),
  );
  const [first] = tempFiles;
  return first && { path: first.tempFilePath, name: first.tempFilePath, size: first.size };
}

async function received(): Promise<Handed | undefined> {
  const { tempFiles } = await called<Taro.chooseMessageFile.SuccessCallbackResult>((callbacks) =>
    Taro.chooseMessageFile({ count: 1, type: 'file', extension: Object.keys(types), ...callbacks }),
  );
  return tempFiles[0];
}

/** The ways there are here. */
export const ways: readonly Way[] = [
  { id: 'picture', choose: () => chosen(picture()) },
  { id: 'received', choose: () => chosen(received()) },
];
