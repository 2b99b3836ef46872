import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import type { ParticipantStatus } from '../generated/graphql';
import { useWords } from '../language/words';
import { STATUSES, participants } from './StudyPage';
import type { Board } from './StudyPage';
import classes from './studies.module.css';

const COLOURS: Record<ParticipantStatus, string> = {
  SCREENING: '#b3d9d9',
  ON_STUDY: '#2b8489',
  COMPLETED: '#0e474b',
  WITHDRAWN: '#c98a2b',
  LOST_TO_FOLLOW_UP: '#98a4ad',
};

/** Participants of each site by status; the board above says the same in numbers. */
export function EnrolmentChart({ boards, nameOf }: { boards: readonly Board[]; nameOf(board: Board): string }) {
  const { t } = useTranslation();
  const words = useWords();
  const rows = boards.map((board) => ({
    site: nameOf(board),
    ...Object.fromEntries(STATUSES.map((status) => [status, participants(board, status)])),
  }));
  const shown = STATUSES.filter((status) => boards.some((board) => participants(board, status) > 0));
  return (
    <div className={classes['chart']} role="img" aria-label={t('studies.chartWhat')}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} layout="vertical" margin={{ top: 4, right: 24, bottom: 4, left: 8 }} accessibilityLayer={false}>
          <CartesianGrid horizontal={false} stroke="#e1e7ea" />
          <XAxis type="number" allowDecimals={false} tickFormatter={(value: number) => words.number(value)} stroke="#55616b" fontSize={12} />
          <YAxis type="category" dataKey="site" width={150} stroke="#55616b" fontSize={12} tickLine={false} />
          <Tooltip cursor={{ fill: '#f1f4f5' }} isAnimationActive={false} />
          <Legend wrapperStyle={{ fontSize: 13 }} />
          {shown.map((status) => (
            <Bar
              key={status}
              dataKey={status}
              name={words.word('ParticipantStatus', status)}
              stackId="participants"
              fill={COLOURS[status]}
              isAnimationActive={false}
              maxBarSize={34}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
