import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { SelectField } from "@/components/Form";
import { Line } from "@/components/Line";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { Detail, Split } from "@/components/Split";
import type { User } from "@/generated/commands";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCursor } from "@/lib/cursor";
import { useCommand, useRun } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { dotted } from "@/lib/words";
import { focusFirst, PaneForm } from "./PaneForm";
import { fieldErrors } from "./refusals";
import css from "./settings.module.css";
import { WhoFields, ZoneField } from "./WhoFields";
import { type RoleName, roleName, roles } from "./words";

/** Who works in this workspace, and in whose name this desk works. */
export function UserSettings() {
  const place = usePlace();
  const users = useCommand("user_list", {});
  const status = useCommand("workspace_status", {});
  useReady(users.status);
  const all = users.data ?? [];
  const cursor = useCursor(
    "users",
    all.map(({ id }) => id),
  );
  const close = () => place.set({ do: undefined });
  useKeys({ Escape: () => (place.do ? close() : false) });
  const add = () => place.set({ do: "create" });
  const opened = all.find(({ id }) => id === place.id);
  const makeCurrent = useRun("user_update");
  const becomes = (user: User) =>
    makeCurrent.mutate(
      { id: user.id, is_current: true },
      {
        onSuccess: () =>
          announce({
            kind: "done",
            text: `${user.full_name} is the user of this desk now.`,
            undo: true,
          }),
        onError: (error) => announce({ kind: "failed", error, retry: () => becomes(user) }),
      },
    );
  useActions([
    { id: "user_create", title: "Add a user", run: add },
    ...(opened && !place.do
      ? [
          {
            id: "edit",
            title: `Edit ${opened.full_name}`,
            run: () => focusFirst(document.querySelector("[data-testid=user]")),
          },
          {
            id: "user_current",
            title: `Make ${opened.full_name} the user of this desk`,
            locked: opened.is_current ? `${opened.full_name} is it already.` : undefined,
            run: () => becomes(opened),
          },
        ]
      : []),
  ]);
  const row = (user: User) => ({
    key: user.id,
    content: (
      <Line
        title={user.full_name}
        below={dotted(roleName(user.role), user.email, user.time_zone)}
      />
    ),
  });
  const current = all.find((user) => user.is_current);
  // Whoever was named when this Muster was started acts in it, whoever is current.
  const settled = !users.isFetching && !status.isFetching;
  const named = settled && current && status.data && status.data.actor !== current.id;
  const list = users.error ? (
    <ErrorNotice error={users.error} retry={() => void users.refetch()} />
  ) : users.isPending ? (
    <Waiting rows={3} label="Reading the users" />
  ) : (
    <RowList
      label="Users"
      at={cursor.key}
      opened={cursor.opened}
      onOpen={(key) => cursor.open(all.findIndex(({ id }) => id === key))}
      groups={[
        { title: "At this desk", rows: all.filter((user) => user.is_current).map(row) },
        {
          title: "Others",
          rows: all.filter((user) => !user.is_current).map(row),
          empty: <p className={css.quiet}>Nobody else works here yet.</p>,
        },
      ]}
    />
  );
  const detail =
    place.do === "create" ? (
      <Detail label="New user" onClose={close}>
        <UserForm
          user={undefined}
          zone={current?.time_zone ?? ""}
          onMade={({ id }) => place.set({ do: undefined, id })}
        />
      </Detail>
    ) : opened ? (
      <Detail label={opened.full_name} onClose={cursor.close}>
        <UserForm
          key={`${opened.id} ${JSON.stringify(opened)}`}
          user={opened}
          zone={opened.time_zone}
          buttons={
            <Button
              label="Make the user of this desk"
              locked={opened.is_current ? `${opened.full_name} is it already.` : undefined}
              busy={makeCurrent.isPending}
              onPress={() => becomes(opened)}
            />
          }
        />
      </Detail>
    ) : undefined;
  return (
    <Split
      list={
        <>
          <div className={css.bar}>
            <span className="muted">Changes are signed by who sits at this desk.</span>
            <Button label="Add user" icon={UserPlus} onPress={add} />
          </div>
          {named ? (
            <p className={css.told} role="status">
              This Muster was started in the name of <bdi>{status.data?.user_name}</bdi>. It signs
              changes with that name, whoever is the user of this desk.
            </p>
          ) : null}
          {list}
        </>
      }
      detail={detail}
    />
  );
}

function UserForm(props: {
  user: User | undefined;
  zone: string;
  buttons?: React.ReactNode;
  onMade?: (user: User) => void;
}) {
  const { user } = props;
  const stored = {
    full_name: user?.full_name ?? "",
    email: user?.email ?? "",
    role: (user?.role ?? "recruiter") as RoleName,
    time_zone: props.zone,
  };
  const [draft, setDraft] = useState(stored);
  const create = useRun("user_create");
  const update = useRun("user_update");
  const run = user ? update : create;
  const change = (part: Partial<typeof stored>) => {
    setDraft({ ...draft, ...part });
    run.reset();
  };
  const save = () => {
    const said = (text: string) => announce({ kind: "done", text, undo: true });
    if (user) {
      update.mutate(
        { id: user.id, ...draft },
        { onSuccess: ({ full_name }) => said(`Saved ${full_name}.`) },
      );
    } else {
      create.mutate(draft, {
        onSuccess: (made) => {
          said(`Added ${made.full_name}.`);
          props.onMade?.(made);
        },
      });
    }
  };
  const wrong = fieldErrors(run.error, Object.keys(stored));
  return (
    <PaneForm
      title={user ? <bdi>{user.full_name}</bdi> : "New user"}
      submit={user ? "Save user" : "Add user"}
      locked={
        user && JSON.stringify(draft) === JSON.stringify(stored)
          ? "Nothing has changed yet."
          : undefined
      }
      busy={run.isPending}
      error={wrong.rest}
      takesFocus={!user}
      buttons={props.buttons}
      testId="user"
      onSubmit={save}
    >
      <WhoFields draft={draft} errorOf={wrong.of} onChange={change} />
      <SelectField
        label="Role"
        note={roles.find(([role]) => role === draft.role)?.[2]}
        value={draft.role}
        options={roles.map(([role, name]) => [role, name] as const)}
        error={wrong.of("role")}
        onChange={(role) => change({ role })}
      />
      <ZoneField
        label="Time zone"
        note="Times are shown on this clock first."
        draft={draft}
        errorOf={wrong.of}
        onChange={change}
      />
    </PaneForm>
  );
}
