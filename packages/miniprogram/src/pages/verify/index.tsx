// Confirm who somebody is, as far as the matter needs it, and go back to where he was.
import { Screen } from '../../components/Screen.tsx';
import { useQuery } from '../../navigation/useQuery.ts';
import { useSession } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';
import { FaceCheck } from './FaceCheck.tsx';
import { NameAndNumber } from './NameAndNumber.tsx';
import { checkedLevel } from './steps.ts';

export default function Verify() {
  const { words } = useSpeech();
  const { next = '', level } = useQuery();
  const needed = Number(level) || checkedLevel;
  const reached = useSession()?.citizen.level ?? 0;
  return (
    <Screen title={words.verify.title} narrow>
      {reached >= checkedLevel && needed > checkedLevel ? (
        <FaceCheck next={next} level={needed} />
      ) : (
        <NameAndNumber next={next} level={needed} />
      )}
    </Screen>
  );
}
