// Who looked at what, when and why; what was said is opened by a tap, for the citizen alone.
import type { DataAccess, DataAccessPage } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Press } from '../../../components/primitives.tsx';
import { Facts } from '../../../components/Section.tsx';
import { Nothing, Waiting } from '../../../components/Waiting.tsx';
import { address, open } from '../../../navigation/navigation.ts';
import { ownGateway } from '../../../service/client.ts';
import { usePaged } from '../../../service/usePaged.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { useMineWords } from '../words.ts';

export function Accesses() {
  const { mineWords, words } = useMineWords();
  const { items, fault, asking, again, more } = usePaged<DataAccess, DataAccessPage>(
    (client, query) => client.privacy.accesses(query),
    ownGateway,
  );
  if (fault && !items)
    return <FaultNotice fault={fault} onAgain={again} onSignIn={() => signInAgain(address('privacy'))} />;
  if (!items) return <Waiting />;
  if (items.length === 0) return <Nothing title={mineWords.privacy.none} help={mineWords.privacy.noneHelp} />;
  return (
    <>
      <View id="accesses" className="rows">
        {items.map((access) => (
          <AccessRow key={access.accessId} access={access} />
        ))}
      </View>
      {more && (
        <Button id="more" kind="quiet" busy={asking} onPress={more}>
          {words.applications.more}
        </Button>
      )}
    </>
  );
}

function AccessRow({ access }: { access: DataAccess }) {
  const { mineWords, words, say, moment } = useMineWords();
  const [opened, setOpened] = useState(false);
  const { accessId, at, party, source, what, why, outcome, answer } = access;
  const rows: [string, string][] = [
    [mineWords.privacy.what, what.map(say).join(words.listSeparator)],
    [mineWords.privacy.whyAsked, `${say(why.purpose)}（${mineWords.privacy.bases[why.basis]}）`],
    ...(source ? [[mineWords.privacy.source, say(source)] satisfies [string, string]] : []),
    ...Object.entries(answer?.record ?? {}).map(([name, value]): [string, string] => [name, value]),
  ];
  const { applicationId } = why;
  return (
    <View className="access">
      <Press id={`access-${accessId}`} className="row" expanded={opened} onPress={() => setOpened(!opened)}>
        <View className="row-main">
          <View className="paper-head">
            <View className="row-title">{say(party.name)}</View>
            <View className={`chip${outcome === 'refused' ? ' amber' : ''}`}>
              {mineWords.privacy.outcomes[outcome]}
            </View>
          </View>
          <View>{what.map(say).join(words.listSeparator)}</View>
          <View className="small mist figures">
            {moment(at)} · {say(why.purpose)}
          </View>
        </View>
        <View className={`chevron ${opened ? 'up' : 'down'}`} aria-hidden="true" />
      </Press>
      {opened && (
        <View className="access-more">
          <Facts rows={rows} />
          {applicationId && (
            <Button id={`access-case-${accessId}`} kind="plain" onPress={() => open('progress', { applicationId })}>
              {mineWords.privacy.see}
            </Button>
          )}
        </View>
      )}
    </View>
  );
}
