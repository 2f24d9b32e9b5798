// The page of the face check's provider inside WeChat; it closes by itself when the provider is done.
import { WebView } from '@tarojs/components';
import { isBack } from '../../identity/camera.ts';
import { goBack } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';

export default function FacePage() {
  const { url = '' } = useQuery();
  return <WebView src={url} onLoad={({ detail }) => isBack(String(detail.src)) && goBack()} />;
}
