import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, PencilLine, Trash2 } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { Refused } from "@/components/Sheet";
import { Facts, Section } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { count } from "@/lib/words";
import { PoolMembers } from "./PoolMembers";
import css from "./pools.module.css";
import type { Pool } from "./shapes";

/** One pool: who is in it, who can fill a seat, and which plans use it. */
export function PoolDetail({ pool, onGone }: { pool: Pool; onGone: () => void }) {
  const place = usePlace();
  const removal = useRun("pool_remove");
  const edit = () => place.set({ do: "edit" });
  const remove = () =>
    removal.mutate(
      { id: pool.id },
      {
        onSuccess: () => {
          announce({ kind: "done", text: `The pool ${pool.name} is removed.`, undo: true });
          onGone();
        },
      },
    );
  useActions([
    { id: "edit_pool", title: `Edit the pool ${pool.name}`, run: edit },
    { id: "remove_pool", title: `Remove the pool ${pool.name}`, run: remove },
  ]);
  const none = pool.qualified === 0;
  return (
    <article className={css.pool} data-testid="pool">
      <h1>
        <bdi>{pool.name}</bdi>
      </h1>
      <div className={css.buttons}>
        <Badge
          tone={none ? "warn" : "ok"}
          icon={none ? CircleAlert : CircleCheck}
          label={
            none
              ? "Nobody can fill a seat"
              : `${pool.qualified} ${pool.qualified === 1 ? "person" : "people"} can fill a seat`
          }
        />
        <Button label="Edit" icon={PencilLine} action="edit_pool" onPress={edit} />
        <Button
          label="Remove the pool"
          icon={Trash2}
          action="remove_pool"
          busy={removal.isPending}
          onPress={remove}
        />
      </div>
      {removal.error ? <Refused error={removal.error} /> : null}
      <Facts facts={[["Skill", pool.skill]]} />
      <Section title="Members">
        <PoolMembers pool={pool} />
      </Section>
      <Uses pool={pool} />
    </article>
  );
}

/** The plans in which the pool fills seats. */
function Uses({ pool }: { pool: Pool }) {
  const { data } = useCommand("interview_plan_list", { limit: 500 });
  if (!data) return null;
  const uses = data.items.flatMap((plan) => {
    const steps = plan.steps.filter((step) =>
      step.pools.some(({ pool_id }) => pool_id === pool.id),
    );
    return steps.length > 0 ? [{ plan, steps }] : [];
  });
  return (
    <Section title="Where it is used">
      {uses.length === 0 ? (
        <p className="muted">
          In no interview plan yet. Open a job and press <Kbd action="plan_view" />: an interview
          there can take its people from this pool.
        </p>
      ) : (
        <ul className={css.uses} aria-label="Plans that use it">
          {uses.map(({ plan, steps }) => (
            <li key={plan.id}>
              {plan.job_id ? (
                <Link to="/jobs" search={{ id: plan.job_id, view: "plan" }}>
                  <bdi>{plan.job_title ?? plan.name}</bdi>
                </Link>
              ) : (
                <Link to="/settings" search={{ view: "plans", id: plan.id }}>
                  <bdi>{plan.name}</bdi> (template)
                </Link>
              )}
              <span className="muted">
                {" "}
                {count(steps.length, "interview")}:{" "}
                <bdi>{steps.map(({ title }) => title).join(", ")}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
