// How the mini-program reaches the gateway: the address from its ext configuration, requests through wx.request.
import { wechatUploads } from '@onetrip/sdk/uploads';
import { type Client, createClient } from '@onetrip/sdk/wechat';
import Taro from '@tarojs/taro';
import { AddressMissing } from './address.ts';

export { createAbort, isOneTripError } from '@onetrip/sdk/wechat';

/** Reads the gateway's address and makes a client, which acts under a delegation where one is named. */
export async function connect(onBehalfOf?: string): Promise<Client> {
  const { gatewayUrl } = Taro.getExtConfigSync() as { gatewayUrl?: unknown };
  if (typeof gatewayUrl !== 'string') throw new AddressMissing();
  return createClient({ baseUrl: gatewayUrl, platform: Taro, sendBytes: wechatUploads(Taro), onBehalfOf });
}
