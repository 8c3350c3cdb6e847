import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import type { Member, MemberFields, Pool } from "./shapes";

const people = [
  { id: "p1", full_name: "Ana Sørensen", time_zone: "Europe/Berlin" },
  { id: "p2", full_name: "王小明", time_zone: "Asia/Shanghai" },
  { id: "p3", full_name: "Jonas Weber", time_zone: "Europe/Berlin" },
];
const nameOf = (id: string) => people.find((person) => person.id === id)?.full_name ?? id;
const member = (person_id: string, change: Partial<Member> = {}): Member => ({
  person_id,
  full_name: nameOf(person_id),
  weight: 1,
  training: "qualified",
  alternate: false,
  ...change,
});
const counted = (pool: Omit<Pool, "qualified">): Pool => ({
  ...pool,
  qualified: pool.members.filter(({ training }) => training === "qualified").length,
});
const backend = counted({
  id: "po1",
  name: "Backend",
  skill: "Rust",
  members: [member("p1"), member("p2", { training: "shadow" })],
});

/** A desk that keeps the pools, as the core does. */
function desk(start: readonly Pool[] = [backend]) {
  let now = start;
  return {
    person_list: () => ({ items: people, next_cursor: null }),
    pool_list: () => ({ items: now, next_cursor: null }),
    pool_create: (params: object) => {
      const made = counted({ id: "po9", name: "", skill: "", members: [], ...params });
      now = [...now, made];
      return made;
    },
    pool_update: (params: object) => {
      const { id, members } = params as { id: string; members?: MemberFields[] };
      now = now.map((pool) =>
        pool.id === id
          ? counted({
              ...pool,
              ...params,
              members: members
                ? members.map(({ person_id, ...rest }) =>
                    member(person_id, rest as Partial<Member>),
                  )
                : pool.members,
            })
          : pool,
      );
      return now.find((pool) => pool.id === id);
    },
  };
}

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.findLast((call) => call.command === command)?.params;
const membersSent = (calls: Calls) => sent(calls, "pool_update")?.members as MemberFields[];
const line = () => screen.getByTestId("status-line").textContent;

it("teaches what a pool is for, and makes the first one by N O", async () => {
  const { calls, history } = openWindow("/settings?view=pools", desk([]));
  await screen.findByText("No pools yet");
  await userEvent.keyboard("no");
  const form = await screen.findByTestId("pool-form");
  const add = within(form).getByTestId("submit");
  expect(add.getAttribute("aria-disabled")).toBe("true");
  await userEvent.type(within(form).getByLabelText("Name"), "Backend{Control>}{Enter}{/Control}");
  await waitFor(() => expect(history.location.search).toContain("id=po9"));
  expect(sent(calls, "pool_create")).toEqual({ name: "Backend", skill: "" });
  expect((await screen.findByTestId("pool")).textContent).toContain("Nobody can fill a seat");
});

it("promotes step by step, with who can fill a seat counted anew and a way back", async () => {
  const { calls } = openWindow("/settings?view=pools&id=po1", desk());
  const rows = await screen.findAllByTestId("member");
  expect(rows[1]?.getAttribute("aria-label")).toBe("王小明: Shadow · 1 share");
  expect(screen.getByTestId("pool").textContent).toContain("1 person can fill a seat");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}p");
  await waitFor(() => expect(line()).toContain("王小明: reverse shadow in Backend."));
  await userEvent.keyboard("p");
  await waitFor(() => expect(line()).toContain("王小明: qualified in Backend."));
  expect(membersSent(calls).map(({ training }) => training)).toEqual(["qualified", "qualified"]);
  await waitFor(() =>
    expect(screen.getByTestId("pool").textContent).toContain("2 people can fill a seat"),
  );
  await userEvent.keyboard("p");
  await waitFor(() => expect(line()).toContain("王小明 is qualified already."));
});

it("builds a key on the one before it, though its answer has not come", async () => {
  const { calls } = openWindow("/settings?view=pools&id=po1", desk());
  await screen.findAllByTestId("member");
  await userEvent.keyboard("{ArrowDown}+++-t");
  await waitFor(() =>
    expect(membersSent(calls)?.[0]).toMatchObject({ weight: 3, alternate: true }),
  );
  await waitFor(() =>
    expect(screen.getAllByTestId("member")[0]?.getAttribute("aria-label")).toBe(
      "Ana Sørensen: Qualified · 3 shares · only when nobody else is free",
    ),
  );
});

it("adds people by typing, and takes one out by its key", async () => {
  const { calls } = openWindow("/settings?view=pools&id=po1", desk());
  await screen.findAllByTestId("member");
  await userEvent.keyboard("a");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("add-member")));
  await userEvent.keyboard("jon{Enter}");
  await waitFor(() => expect(line()).toContain("Jonas Weber is in Backend."));
  expect(membersSent(calls).map(({ person_id }) => person_id)).toEqual(["p1", "p2", "p3"]);
  // The first Esc puts the list away, the second leaves the field; then X is a key again.
  await userEvent.keyboard("{Escape}{Escape}x");
  await waitFor(() => expect(line()).toContain("Jonas Weber is out of Backend."));
  expect(membersSent(calls).map(({ person_id }) => person_id)).toEqual(["p1", "p2"]);
});

it("shows which plans use it, and why it cannot be removed then", async () => {
  openWindow("/settings?view=pools&id=po1", {
    ...desk(),
    interview_plan_list: () => ({
      items: [
        {
          id: "pl1",
          job_id: "j1",
          job_title: "Data engineer",
          name: "Interviews",
          steps: [
            { id: "s1", title: "Technical", pools: [{ pool_id: "po1", pool_name: "", choose: 1 }] },
            { id: "s2", title: "Culture", pools: [] },
          ],
        },
      ],
      next_cursor: null,
    }),
    pool_remove: () => {
      throw new CommandError(
        "invalid_parameter",
        "Backend fills a seat of “Technical” in the plan of Data engineer.",
        "Take it out of the plan first.",
      );
    },
  });
  const uses = await screen.findByRole("list", { name: "Plans that use it" });
  expect(uses.textContent).toBe("Data engineer one interview: Technical");
  await userEvent.keyboard("{Shift>}X{/Shift}");
  const refused = await screen.findByTestId("refused");
  expect(refused.textContent).toContain(
    "Backend fills a seat of “Technical” in the plan of Data engineer. Take it out of the plan first.",
  );
});
