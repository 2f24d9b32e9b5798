// Giving the citizen a file of his own: WeChat sends it to the chat he chooses, and nothing stays with the app.
import Taro from '@tarojs/taro';
import { called } from './called.ts';

/** Hands over a text file under a name; without a chat chosen, nothing is handed over. */
export async function handOver(name: string, text: string): Promise<void> {
  const files = Taro.getFileSystemManager();
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`;
  await called((callbacks) => files.writeFile({ filePath, data: text, encoding: 'utf8', ...callbacks }));
  try {
    await called((callbacks) => Taro.shareFileMessage({ filePath, fileName: name, ...callbacks }));
  } finally {
    files.unlink({ filePath, fail: () => undefined });
  }
}
