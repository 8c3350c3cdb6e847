import { CircleAlert, CircleCheck, History } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { useCommand } from "@/lib/data";
import { useReady } from "@/lib/ready";
import { plain } from "@/lib/words";
import css from "./accounts.module.css";

/** What the accounts did outside this computer, newest first. */
export function AccountActivity() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keys
    <section className={css.page} aria-label="What the accounts did" tabIndex={0}>
      <p className="muted">
        Every request that an account made, without what was in it. It stays on this computer.
      </p>
      <ActivityRows limit={200} screen />
    </section>
  );
}

/** The rows of one account, or of all. */
export function ActivityRows(props: { accountId?: string; limit: number; screen?: boolean }) {
  const { accountId, limit } = props;
  const query = useCommand("account_activity", {
    ...(accountId ? { account_id: accountId } : {}),
    limit,
  });
  useReady(query.status);
  if (query.error) return <ErrorNotice error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Waiting rows={3} label="Reading what the accounts did" />;
  const { rows } = query.data;
  if (rows.length === 0) {
    return props.screen ? (
      <Empty icon={History} title="No account has done anything yet">
        <p>Sign in at a vendor; each request that follows is written down here.</p>
      </Empty>
    ) : (
      <p className="muted">Nothing yet. “Test the connection” makes the first request.</p>
    );
  }
  return (
    <ol className={css.log}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two acts may have the same time and words
        <li key={at} data-testid="account-act">
          <time dateTime={row.at}>{row.at_words}</time>
          <span className={css.did}>
            {accountId || row.words.includes(row.vendor_name) ? null : (
              <strong>
                <bdi>{row.vendor_name}</bdi>{" "}
              </strong>
            )}
            <bdi>{row.words}</bdi>
            <span className="muted"> · {row.duration_ms.toLocaleString("en")} ms</span>
          </span>
          <Badge
            {...(row.result === "ok"
              ? ({ tone: "ok", icon: CircleCheck, label: "Done" } as const)
              : ({ tone: "warn", icon: CircleAlert, label: plain(row.result) } as const))}
            shrink
          />
        </li>
      ))}
    </ol>
  );
}
