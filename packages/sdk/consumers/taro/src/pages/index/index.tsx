// The only page: it asks for a matter, files, and shows what came of either.
import { createClient, isOneTripError } from '@onetrip/sdk/wechat';
import { Button, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';

const { gatewayUrl: baseUrl } = Taro.getExtConfigSync();
const client = createClient({ baseUrl, platform: Taro, token: 'session-token' });
const filing = { matterId: 'x', situation: {}, form: {}, commitments: [], noticeAcknowledged: true as const };

export default function Index() {
  const [said, say] = useState('nothing yet');
  const show = (work: Promise<unknown>) =>
    work
      .then((answer) => say(JSON.stringify(answer)))
      .catch((error) => say(isOneTripError(error) ? `${error.code} ${error.sentence}` : String(error)));
  return (
    <View>
      <Button id="ask" onClick={() => show(client.matters.get('HZ-GA-041'))}>
        Ask
      </Button>
      <Button id="file" onClick={() => show(client.applications.create(filing))}>
        File
      </Button>
      <Text id="said">{said}</Text>
    </View>
  );
}
