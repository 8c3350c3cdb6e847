import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { interview, openWindow } from "@/test/desk";
import type { Invitations, Invited } from "./words";

const at = "/schedule?view=upcoming&id=i1";
const person = (change: Partial<Invited> = {}): Invited => ({
  name: "Grace Lindqvist",
  audience: "candidate",
  address_words: "grace@example.org",
  told_words: "Not invited yet",
  answer: "none",
  answer_words: "",
  outbox_id: null,
  ...change,
});
const invitations = (change: Partial<Invitations> = {}): Invitations => ({
  rows: [person()],
  calendar_words: null,
  sends: false,
  off_words: null,
  ...change,
});
type Answers = NonNullable<Parameters<typeof openWindow>[1]>;
const open = (answer: Partial<Invitations>, more: Answers = {}, path = at) =>
  openWindow(path, {
    interview_get: () => interview(),
    interview_list: () => ({ items: [interview()], next_cursor: null }),
    interview_invitations: () => invitations(answer),
    ...more,
  });
const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map(({ params }) => params);
const told = (words: string) =>
  waitFor(() => expect(screen.getByTestId("status-line").textContent).toContain(words));

it("an interview says who was told and what they answered", async () => {
  open({
    rows: [
      person({
        told_words: "Invited, version 2, Tue 24 Nov 10:02",
        answer: "declined",
        answer_words: "Declined Tue 24 Nov 10:07",
        outbox_id: "m1",
      }),
      person({ name: "王小明", audience: "interviewer", address_words: "no address stored" }),
    ],
    calendar_words: "Written into “Team diary”.",
  });
  const [grace, wang] = await screen.findAllByTestId("invited");
  expect(grace?.textContent).toBe(
    "Grace Lindqvist candidate · grace@example.orgDeclined Tue 24 Nov 10:07 · Invited, version 2, Tue 24 Nov 10:02 · Show the message",
  );
  expect(
    within(grace as HTMLElement)
      .getByRole("link")
      .getAttribute("href"),
  ).toContain("id=m1");
  expect(wang?.textContent).toContain("interviewer · no address stored");
  expect(wang?.textContent).toContain("Not invited yet");
  expect(screen.getByTestId("invitations").textContent).toContain("Written into “Team diary”.");
});

it("I invites everybody, and says where it can be stopped", async () => {
  const { calls } = open(
    {},
    { interview_invite: () => invitations({ rows: [person({ outbox_id: "m1" })] }) },
  );
  await screen.findByTestId("invited");
  await userEvent.keyboard("i");
  await told("The outbox has one message about this interview. They can be stopped there.");
  expect(sent(calls, "interview_invite")).toEqual([{ interview_id: "i1" }]);
});

it("a refusal to invite is told in its words", async () => {
  open(
    {},
    {
      interview_invite: () => {
        throw new CommandError("invalid_state", "Grace has no address.", "Enter it first.");
      },
    },
  );
  await screen.findByTestId("invited");
  await userEvent.keyboard("i");
  await told("Grace has no address. Enter it first.");
});

it("who expects a cancelled interview is told that it is not held", async () => {
  const { calls } = open(
    { off_words: "Only an interview that is arranged and not over can be told." },
    {
      interview_get: () => interview({ status: "cancelled" }),
      interview_invite: () => invitations(),
    },
  );
  await screen.findByTestId("invited");
  await userEvent.click(screen.getByRole("button", { name: /^Tell everybody now/ }));
  await told("Everybody is told already.");
  expect(sent(calls, "interview_invite")).toEqual([{ interview_id: "i1" }]);
  expect(screen.getByTestId("invitations").textContent).not.toContain("Only an interview");
});

it("says why nobody can be invited, and leads to where that is changed", async () => {
  const { calls } = open({ off_words: "Nobody can be invited without a sender." });
  const link = await screen.findByRole("link", { name: "Say how mail leaves" });
  expect(link.getAttribute("href")).toContain("view=mail");
  await userEvent.keyboard("i");
  await told("Nobody can be invited without a sender.");
  expect(sent(calls, "interview_invite")).toEqual([]);
});

it("nobody is invited where nobody takes part", async () => {
  open({ rows: [] });
  await screen.findByTestId("invitations");
  await screen.findByText(/^Nobody takes part yet/);
  await userEvent.keyboard("i");
  await told("Nobody takes part yet. Press E to choose the interviewers.");
});

it("M reads an answer from a file and stays at the interview", async () => {
  const { calls, history } = open(
    {},
    { invitation_answer_import: () => ({ words: "Grace accepted.", interview_id: "i1" }) },
  );
  await screen.findByTestId("invited");
  await userEvent.keyboard("m");
  const form = await screen.findByTestId("answer-import");
  await userEvent.type(within(form).getByLabelText("File"), "/tmp/answer.ics{Enter}");
  await told("Grace accepted.");
  expect(sent(calls, "invitation_answer_import")).toEqual([{ path: "/tmp/answer.ics" }]);
  expect(screen.queryByTestId("answer-import")).toBeNull();
  expect(history.location.search).toBe("?id=i1&view=upcoming");
});

it("cancelling says that everybody hears of it by itself, where that is so", async () => {
  open(
    {},
    {
      mail_account_get: () => ({
        account: null,
        sends_by_itself: true,
        automatic: true,
        undo_seconds: 30,
      }),
    },
  );
  await screen.findAllByTestId("invited");
  await userEvent.keyboard("c");
  const sheet = await screen.findByTestId("cancel-sheet");
  await waitFor(() =>
    expect(sheet.textContent).toContain("Muster writes to everybody whom it concerns"),
  );
  expect(sheet.textContent).not.toContain("Muster writes to nobody");
});
