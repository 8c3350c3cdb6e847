import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import { sampleJob } from "../job.testdata";
import type { Plan, Step } from "./shapes";

const kinds = [
  { name: "screen", label: "Phone screen", default_minutes: 30 },
  { name: "technical", label: "Technical", default_minutes: 60 },
];
const people = [
  { id: "p1", full_name: "Ana Sørensen", time_zone: "Europe/Berlin" },
  { id: "p2", full_name: "بُثينة الخطيب", time_zone: "Asia/Amman" },
];
const pool = { id: "po1", name: "Backend", skill: "Rust", members: [], qualified: 2 };

function step(id: string, title: string, change: Partial<Step> = {}): Step {
  return {
    id,
    title,
    interview_type: "technical",
    mode: "ONLINE",
    duration_minutes: null,
    duration: { minutes: 45, source: "workspace" },
    interviewer_ids: [],
    interviewer_names: [],
    pools: [],
    shadow_ids: [],
    competency: null,
    ...change,
  };
}

function plan(change: Partial<Plan> = {}): Plan {
  return {
    id: "pl1",
    job_id: "j1",
    job_title: "Data engineer",
    name: "Interviews",
    ordered: true,
    maximum_days: 3,
    gap_minutes: 15,
    allow_same_interviewer: false,
    problems: [],
    steps: [
      step("s1", "Talk on the phone", { interview_type: "screen" }),
      step("s2", "System design", {
        duration_minutes: 90,
        duration: { minutes: 90, source: "this step" },
        interviewer_ids: ["p1"],
        interviewer_names: ["Ana Sørensen"],
        pools: [{ pool_id: "po1", pool_name: "Backend", choose: 2 }],
      }),
    ],
    ...change,
  };
}

const template = plan({ id: "t1", job_id: null, job_title: null, name: "Engineering" });

/** A desk that keeps one job's plan, as the core does. */
function desk(start: readonly Plan[] = [plan()]) {
  let now = start;
  const put = (saved: Plan) => {
    now = [...now.filter(({ id }) => id !== saved.id), saved];
    return saved;
  };
  const stepsOf = (sent: object[] | null | undefined) =>
    (sent ?? []).map((each, at) => step(`made${at}`, "", each as Partial<Step>));
  return {
    job_list: () => ({ items: [sampleJob()], next_cursor: null }),
    job_get: () => sampleJob(),
    interview_type_list: () => kinds,
    person_list: () => ({ items: people, next_cursor: null }),
    pool_list: () => ({ items: [pool], next_cursor: null }),
    interview_plan_list: ({ job_id }: { job_id?: string | null }) => ({
      items: now.filter((each) => !job_id || each.job_id === job_id),
      next_cursor: null,
    }),
    interview_plan_create: (params: object) =>
      put({
        ...plan({ id: "pl9" }),
        ...params,
        steps: stepsOf((params as { steps?: object[] }).steps),
      }),
    interview_plan_update: (params: object) => {
      const { id, steps } = params as { id: string; steps?: object[] };
      const before = now.find((each) => each.id === id) ?? plan();
      return put({ ...before, ...params, steps: steps ? stepsOf(steps) : before.steps });
    },
    interview_plan_remove: ({ id }: { id: string }) => {
      now = now.filter((each) => each.id !== id);
      return { id };
    },
  };
}

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.findLast((call) => call.command === command)?.params;
const titles = () =>
  screen.getAllByTestId("step").map((each) => each.querySelector("bdi")?.textContent);
const address = "/jobs?id=j1&view=plan";

describe("the interview plan of a job", () => {
  it("shows each interview with its length, where that comes from, and who holds it", async () => {
    openWindow(address, desk());
    const [first, second] = await screen.findAllByTestId("step");
    expect(first?.textContent).toContain("45 min, workspace · online");
    expect(first?.textContent).toContain("Nobody yet");
    await waitFor(() => expect(second?.textContent).toContain("Ana Sørensen, 2 of Backend"));
    expect(second?.textContent).toContain("90 min");
    expect(screen.queryByTestId("plan-problems")).toBeNull();
  });

  it("is reached from the job by I, and Esc goes back one step at a time", async () => {
    const { history } = openWindow("/jobs?id=j1", desk());
    await screen.findByText(/Two interviews · 135 min together/);
    await userEvent.keyboard("i");
    await screen.findAllByTestId("step");
    await userEvent.keyboard("jj{Enter}");
    await screen.findByTestId("step-form");
    expect(history.location.search).toContain("for=s2");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("step-form")).toBeNull());
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(history.location.search).toBe("?id=j1"));
  });

  it("starts from a template by its digit and writes nothing before it is saved", async () => {
    const { calls } = openWindow(address, desk([template]));
    await screen.findByText("No interviews are planned for this job yet");
    await screen.findByRole("button", { name: /Engineering: two interviews/ });
    await userEvent.keyboard("1");
    await screen.findAllByTestId("step");
    expect(screen.getByTestId("plan-state").textContent).toBe("Not saved yet.");
    expect(sent(calls, "interview_plan_create")).toBeUndefined();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(sent(calls, "interview_plan_create")).toMatchObject({ job_id: "j1", gap_minutes: 15 }),
    );
    // They are interviews of their own now, not those of the template.
    const steps = sent(calls, "interview_plan_create")?.steps as { id?: string; title: string }[];
    expect(steps.map(({ id, title }) => [id, title])).toEqual([
      [undefined, "Talk on the phone"],
      [undefined, "System design"],
    ]);
    await waitFor(() => expect(screen.getByTestId("plan-state").textContent).toBe("Saved."));
    expect(screen.getByTestId("status-line").textContent).toContain("is saved.");
  });

  it("takes a new interview by keyboard alone: kind, people and pool by typing", async () => {
    const { calls } = openWindow(address, desk());
    await screen.findAllByTestId("step");
    await userEvent.keyboard("a");
    const form = await screen.findByTestId("step-form");
    const kind = within(form).getByLabelText("Kind of interview");
    await waitFor(() => expect(document.activeElement).toBe(kind));
    await userEvent.selectOptions(kind, "Technical");
    expect(form.textContent).toContain("Inherited: 60 min, Technical.");
    await userEvent.type(within(form).getByLabelText("Minutes"), "50");
    await userEvent.type(screen.getByTestId("interviewers"), "ana{Enter}");
    await userEvent.type(screen.getByTestId("pool-field"), "back{Enter}");
    await userEvent.click(screen.getByTestId("shadows"));
    await userEvent.keyboard("{ArrowDown}");
    // Who interviews cannot be a shadow as well: only the other one is offered.
    expect(screen.getByRole("option", { name: /الخطيب/ })).toBeTruthy();
    expect(within(form).queryByRole("option", { name: /Ana/ })).toBeNull();
    await userEvent.keyboard("{Enter}{Control>}{Enter}{/Control}");
    await waitFor(() => expect(sent(calls, "interview_plan_update")).toBeTruthy());
    const update = sent(calls, "interview_plan_update") as { id: string; steps: object[] };
    // Only what changed is sent, and the steps that were there keep their ids.
    expect(Object.keys(update).sort()).toEqual(["id", "steps"]);
    expect(update.steps.map((each) => (each as { id?: string }).id)).toEqual([
      "s1",
      "s2",
      undefined,
    ]);
    expect(update.steps[2]).toMatchObject({
      interview_type: "technical",
      title: "Technical",
      duration_minutes: 50,
      interviewer_ids: ["p1"],
      pools: [{ pool_id: "po1", choose: 1 }],
      shadow_ids: ["p2"],
    });
  });

  it("moves the chosen interview by Alt and an arrow, and says why it goes no further", async () => {
    const { calls } = openWindow(address, desk());
    await screen.findAllByTestId("step");
    await userEvent.keyboard("jj{Alt>}{ArrowUp}{/Alt}");
    expect(titles()).toEqual(["System design", "Talk on the phone"]);
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(titles()).toEqual(["System design", "Talk on the phone"]);
    expect(screen.getByTestId("status-line").textContent).toContain("It is the first already.");
    await userEvent.keyboard("o{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(sent(calls, "interview_plan_update")).toMatchObject({ ordered: false }),
    );
  });

  it("moves an interview by its handle, and Esc lays it back", async () => {
    openWindow(address, desk());
    const [first, second] = await screen.findAllByTestId("step");
    const grip = first?.firstElementChild as Element;
    document.elementFromPoint = vi.fn(() => second ?? null);
    fireEvent.pointerDown(grip, { button: 0 });
    fireEvent.pointerMove(document, { clientX: 5, clientY: 90 });
    await userEvent.keyboard("{Escape}");
    fireEvent.pointerUp(document);
    expect(titles()).toEqual(["Talk on the phone", "System design"]);
    fireEvent.pointerDown(grip, { button: 0 });
    fireEvent.pointerMove(document, { clientX: 5, clientY: 90 });
    fireEvent.pointerUp(document);
    expect(titles()).toEqual(["System design", "Talk on the phone"]);
  });

  it("keeps what is written while one looks elsewhere, and gives it up with a way back", async () => {
    openWindow(address, desk());
    await screen.findAllByTestId("step");
    await userEvent.keyboard("jx");
    expect(titles()).toEqual(["System design"]);
    await userEvent.keyboard("{Escape}");
    await screen.findByTestId("job");
    await userEvent.keyboard("i");
    await screen.findAllByTestId("step");
    expect(titles()).toEqual(["System design"]);
    await userEvent.keyboard("u");
    expect(titles()).toEqual(["Talk on the phone", "System design"]);
    await userEvent.keyboard("z");
    await waitFor(() => expect(titles()).toEqual(["System design"]));
  });

  it("follows what is stored, though the news of the change comes before its answer", async () => {
    const answers = desk();
    const update = answers.interview_plan_update;
    let answer: () => void = () => undefined;
    const { calls, emit } = openWindow(address, {
      ...answers,
      interview_plan_update: (params: object) => {
        const stored = update({ ...params, problems: ["Nobody holds it."] });
        return new Promise((resolve) => {
          answer = () => resolve(stored);
        });
      },
    });
    await screen.findAllByTestId("step");
    await userEvent.keyboard("a{Escape}{Control>}{Enter}{/Control}");
    await waitFor(() => expect(sent(calls, "interview_plan_update")).toBeTruthy());
    emit({ kind: "changed", tags: ["interview_plans"] });
    await screen.findByTestId("plan-problems");
    expect(screen.getByTestId("plan-state").textContent).toBe("Not saved yet.");
    answer();
    await waitFor(() => expect(screen.getByTestId("plan-state").textContent).toBe("Saved."));
  });

  it("tells what can never work, and a refusal at the field of the interview it is about", async () => {
    openWindow(address, {
      ...desk([
        plan({ problems: ["“System design” is longer than Ana ever works at a stretch."] }),
      ]),
      interview_plan_update: () => {
        throw new CommandError("invalid_parameter", "900 minutes are too long.", "Give 5 to 720.", {
          field: "steps[1].duration_minutes",
        });
      },
    });
    expect((await screen.findByTestId("plan-problems")).textContent).toContain(
      "longer than Ana ever works",
    );
    await userEvent.keyboard("jj{Enter}");
    const minutes = await screen.findByLabelText<HTMLInputElement>("Minutes");
    await userEvent.clear(minutes);
    await userEvent.type(minutes, "900{Control>}{Enter}{/Control}");
    await waitFor(() => expect(minutes.getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByTestId("step-form").textContent).toContain(
      "900 minutes are too long. Give 5 to 720.",
    );
    expect(minutes.value).toBe("900");
    expect(screen.getByRole("button", { name: "Show interview 2" })).toBeTruthy();
  });

  it("is removed by its key, with a way back", async () => {
    const { calls } = openWindow(address, desk());
    await screen.findAllByTestId("step");
    await userEvent.keyboard("{Shift>}X{/Shift}");
    await screen.findByText("No interviews are planned for this job yet");
    expect(sent(calls, "interview_plan_remove")).toEqual({ id: "pl1" });
    const line = screen.getByTestId("status-line");
    expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
  });
});

describe("templates of plans, in the settings", () => {
  it("are listed with the plans of jobs, and a new one is saved for any job", async () => {
    const { calls, history } = openWindow("/settings?view=plans", desk([template, plan()]));
    const list = await screen.findByTestId("list");
    expect(within(list).getByRole("group", { name: "Templates" }).textContent).toContain(
      "Engineering",
    );
    expect(within(list).getByRole("group", { name: "Plans of jobs" }).textContent).toContain(
      "Data engineer",
    );
    await userEvent.keyboard("nt");
    await screen.findByText("A template for any job");
    await userEvent.keyboard("a");
    await screen.findByTestId("step-form");
    const save = screen.getByTestId("save-plan");
    expect(save.getAttribute("aria-disabled")).toBe("true");
    await userEvent.type(screen.getByLabelText("Name of the plan"), "Sales");
    await userEvent.click(save);
    await waitFor(() =>
      expect(sent(calls, "interview_plan_create")).toMatchObject({
        name: "Sales",
        steps: [{ interview_type: "screen", title: "Phone screen", duration_minutes: null }],
      }),
    );
    expect(sent(calls, "interview_plan_create")).not.toHaveProperty("job_id");
    await waitFor(() => expect(history.location.search).toContain("id=pl9"));
  });
});
