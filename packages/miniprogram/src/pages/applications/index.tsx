// What is mine: what was begun, applications, newest first, licences, and the way to the rest.
import type { ApplicationPage, ApplicationSummary, DraftSummary } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { ApplicationRow } from '../../components/ApplicationRow.tsx';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { LicenceRow } from '../../components/LicenceRow.tsx';
import { Heading, Press } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Section } from '../../components/Section.tsx';
import { Nothing, Waiting } from '../../components/Waiting.tsx';
import { dropDraft } from '../../drafts/drafts.ts';
import { address, goHome, open } from '../../navigation/navigation.ts';
import { useVisit } from '../../navigation/useVisit.ts';
import { useUnread } from '../../notices/unread.ts';
import { ownGateway } from '../../service/client.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { usePaged } from '../../service/usePaged.ts';
import { useSending } from '../../service/useSending.ts';
import { end, useSession } from '../../session/session.ts';
import { signInAgain } from '../../session/signInAgain.ts';
import { useSpeech } from '../../words/words.ts';

export default function Applications() {
  const { words } = useSpeech();
  const signedIn = useSession();
  const signIn = () => signInAgain(address('applications'));
  const signOut = () => {
    ownGateway()
      .then((client) => client.identity.signOut())
      .catch(() => undefined)
      .finally(() => {
        end();
        goHome();
      });
  };
  return (
    <Screen title={words.applications.title} className="applications">
      <Heading level={1}>{words.applications.title}</Heading>
      {signedIn ? (
        <>
          <Mine onSignIn={signIn} />
          <Button id="sign-out" kind="plain" onPress={signOut}>
            {words.signIn.out}
          </Button>
        </>
      ) : (
        <>
          <Nothing title={words.applications.signInFirst} help={words.signIn.why} />
          <Button id="sign-in-first" onPress={signIn}>
            {words.signIn.go}
          </Button>
        </>
      )}
    </Screen>
  );
}

function Mine({ onSignIn }: { onSignIn: () => void }) {
  const { words } = useSpeech();
  const { items, fault, asking, again, more } = usePaged<ApplicationSummary, ApplicationPage>((client, query) =>
    client.applications.list(query),
  );
  if (fault && !items?.length) return <FaultNotice fault={fault} onAgain={again} onSignIn={onSignIn} />;
  if (!items) return <Waiting />;
  return (
    <View className="columns">
      <View className="column-main">
        <Drafts />
        {items.length === 0 && <Nothing title={words.applications.none} help={words.applications.noneHelp} />}
        <View id="applications" className="rows">
          {items.map((application) => (
            <ApplicationRow key={application.applicationId} application={application} />
          ))}
        </View>
        {more && (
          <Button id="more" kind="quiet" busy={asking} onPress={more}>
            {words.applications.more}
          </Button>
        )}
      </View>
      <View className="column-side">
        <Elsewhere />
        <Licences />
      </View>
    </View>
  );
}

/** What was begun, on whatever device, and not filed yet. */
function Drafts() {
  const { words, say, moment } = useSpeech();
  const visit = useVisit();
  const { value, again } = useAnswer(`drafts ${visit}`, (client) => client.drafts.list());
  const { send } = useSending();
  if (!value || value.items.length === 0) return null;
  const discard = ({ draftId, matterId }: DraftSummary) =>
    void send(async (client) => {
      await client.drafts.discard(draftId);
      dropDraft(matterId);
      again();
    });
  return (
    <Section id="drafts" title={words.applications.drafts}>
      <View className="rows">
        {value.items.map((draft) => (
          <View key={draft.draftId} className="row">
            <Press
              id={`draft-${draft.matterId}`}
              className="row-main"
              role="link"
              onPress={() => open('filing', { matterId: draft.matterId })}
            >
              <View className="row-title">{say(draft.matterName)}</View>
              <View className="small mist figures">{words.applications.draftSaved(moment(draft.updatedAt))}</View>
            </Press>
            <Press
              id={`discard-${draft.matterId}`}
              className="row-act"
              label={words.applications.discard(say(draft.matterName))}
              onPress={() => discard(draft)}
            >
              <View className="cross" aria-hidden="true" />
            </Press>
          </View>
        ))}
      </View>
    </Section>
  );
}

/** The pages of one's own that are opened less often. */
function Elsewhere() {
  const { words } = useSpeech();
  const unread = useUnread();
  return (
    <View className="rows">
      {(['notices', 'privacy', 'delegations'] as const).map((page) => (
        <Press key={page} id={`to-${page}`} className="row" role="link" onPress={() => open(page)}>
          <View className="row-main row-title">{words.applications[page]}</View>
          {page === 'notices' && unread > 0 && (
            <View id="unread-count" className="count" aria-label={words.applications.unread(unread)}>
              {unread}
            </View>
          )}
          <View className="chevron forward" aria-hidden="true" />
        </Press>
      ))}
    </View>
  );
}

function Licences() {
  const { words } = useSpeech();
  const visit = useVisit();
  const { value } = useAnswer(`licences ${visit}`, (client) => client.licences.list());
  if (!value || value.items.length === 0) return null;
  return (
    <Section id="licences" title={words.applications.licences}>
      <View className="rows">
        {value.items.map((licence) => (
          <LicenceRow key={licence.licenceId} licence={licence} />
        ))}
      </View>
    </Section>
  );
}
