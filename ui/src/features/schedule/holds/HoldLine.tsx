import { Hourglass } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Line } from "@/components/Line";
import { dotted } from "@/lib/words";
import css from "../schedule.module.css";
import type { Hold } from "../shapes";
import { holdClocks } from "./HoldBlock";
import { holdWords } from "./useHolds";

/** A held time in a list: when, for whom, and until when. All times come as words from Rust. */
export function HoldLine({ hold }: { hold: Hold }) {
  return (
    <Line
      lead={
        <time className={css.time} dateTime={hold.starts_at}>
          <span>{holdWords(hold).time}</span>
        </time>
      }
      title={hold.candidate_name}
      beside={dotted(hold.title, hold.job_title)}
      below={
        <>
          <span className={css.wide}>
            {holdClocks(hold)} · expires {hold.expires_spoken}
          </span>
          <span className={css.narrow}>
            {dotted(hold.spoken_theirs, `expires ${hold.expires_spoken}`)}
          </span>
        </>
      }
      end={<Badge tone="warn" icon={Hourglass} label="Hold" shrink />}
    />
  );
}
