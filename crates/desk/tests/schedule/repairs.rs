//! Repairs that reach into other interviews: chains of swaps that keep every candidate's time.

use muster_desk::Code;
use serde_json::{Value, json};

use crate::office::{Office, call, id, refusal};

/// Ten in Berlin on Tuesday.
const TEN: &str = "2026-11-24T09:00:00Z";

/// An office with more interviewers who work on Tuesday, each by the kinds of interviews they take.
struct Team {
    office: Office,
    people: Vec<(String, String)>,
}

impl Team {
    async fn of(people: &[(&str, &[&str])]) -> Self {
        let office = Office::new().await;
        let mut ids = Vec::new();
        for (name, kinds) in people {
            let person = json!({ "full_name": name, "email": format!("{name}@example.com"),
                "time_zone": "Europe/Berlin", "interview_types": kinds,
                "working_hours": [{ "days": ["tue"], "start": "08:00", "end": "18:00" }] });
            let person = id(&call(&office.desk, "person_create", person).await);
            ids.push(((*name).to_owned(), person));
        }
        // Who belongs to every office does not take these kinds.
        for other in [&office.bo, &office.cy] {
            let kinds = json!({ "id": other, "interview_types": ["other"] });
            call(&office.desk, "person_update", kinds).await;
        }
        Self {
            office,
            people: ids,
        }
    }

    fn id(&self, name: &str) -> String {
        let found = self.people.iter().find(|(one, _)| one == name);
        found.unwrap().1.clone()
    }

    fn name(&self, id: &Value) -> String {
        let found = self
            .people
            .iter()
            .find(|(_, one)| *one == id.as_str().unwrap());
        found.unwrap().0.clone()
    }

    async fn interview(&self, candidate: &str, kind: &str, starts_at: &str, who: &[&str]) -> Value {
        let application = self.office.application(candidate).await;
        let ids: Vec<String> = who.iter().map(|name| self.id(name)).collect();
        let params = json!({ "application_id": application, "interview_type": kind,
            "mode": "ONLINE", "starts_at": starts_at, "duration_minutes": 60,
            "time_zone": "Europe/Berlin", "interviewer_ids": ids });
        call(&self.office.desk, "interview_create", params).await
    }

    async fn declined(&self, interview: &Value, name: &str) -> Vec<Value> {
        let ask = json!({ "id": id(interview), "declined_person_id": self.id(name) });
        let found = call(&self.office.desk, "interview_repair", ask).await;
        found["options"].as_array().unwrap().clone()
    }

    async fn sitting(&self, interview: &Value) -> Vec<String> {
        let now = call(
            &self.office.desk,
            "interview_get",
            json!({ "id": id(interview) }),
        )
        .await;
        let ids = now["interviewer_ids"].as_array().unwrap().iter();
        ids.map(|id| self.name(id)).collect()
    }
}

/// What `interview_repair_apply` is sent for an option.
fn apply(interview: &Value, option: &Value) -> Value {
    let moves = option["moves"].as_array().unwrap().iter();
    let moves: Vec<Value> = moves
        .map(|m| json!({ "interview_id": m["interview_id"], "update": m["update"] }))
        .collect();
    json!({ "id": id(interview), "update": option["update"], "moves": moves,
        "reason": "Ben cannot make it" })
}

/// Ana, Ben and Cem: only Ana can take what Ben has, and she sits elsewhere at that time, where only
/// Cem could follow her.
async fn three() -> (Team, Value, Value) {
    let team = Team::of(&[
        ("Ana", &["technical", "culture"]),
        ("Ben", &["technical"]),
        ("Cem", &["culture"]),
    ])
    .await;
    let grace = team.interview("Grace", "technical", TEN, &["Ben"]).await;
    let ada = team.interview("Ada", "culture", TEN, &["Ana"]).await;
    (team, grace, ada)
}

#[tokio::test]
async fn who_takes_the_place_gives_another_interview_away_and_every_candidate_keeps_their_time() {
    let (team, grace, ada) = three().await;
    let options = team.declined(&grace, "Ben").await;
    let chain = &options[0];
    assert_eq!(chain["kind"], "chain", "{chain}");
    assert_eq!(chain["candidate_notices"], false);
    assert_eq!(
        chain["words"],
        "Ana takes the place of Ben, at the same time. One other interview changes its people."
    );
    assert_eq!(chain["who_notices"], json!(["Ana", "Ben", "Cem"]));
    assert_eq!(
        chain["update"],
        json!({ "interviewer_ids": [team.id("Ana")] })
    );
    assert_eq!(
        (&chain["before_names"], &chain["after_names"]),
        (&json!(["Ben"]), &json!(["Ana"]))
    );
    let moves = chain["moves"].as_array().unwrap();
    assert_eq!(moves.len(), 1);
    assert_eq!(moves[0]["interview_id"], ada["id"]);
    assert_eq!(
        moves[0]["words"],
        "Cem takes the place of Ana with Ada, Tue 24 Nov 10:00–11:00."
    );
    assert_eq!(
        moves[0]["update"],
        json!({ "interviewer_ids": [team.id("Cem")] })
    );

    let desk = &team.office.desk;
    let applied = call(desk, "interview_repair_apply", apply(&grace, chain)).await;
    assert_eq!(
        applied["interview"]["interviewer_ids"],
        json!([team.id("Ana")])
    );
    assert_eq!(applied["interview"]["starts_at"], grace["starts_at"]);
    assert_eq!(applied["interview"]["sequence"], grace["sequence"]);
    assert_eq!(
        applied["moved"][0]["interviewer_ids"],
        json!([team.id("Cem")])
    );
    for interview in [&grace, &ada] {
        let logs = call(desk, "interview_logs", json!({ "id": interview["id"] })).await;
        let last = logs.as_array().unwrap().last().unwrap();
        assert_eq!(
            (&last["action"], &last["reason"]),
            (&json!("UPDATED"), &json!("Ben cannot make it"))
        );
    }
    let drift = call(desk, "drift_list", json!({})).await;
    assert_eq!(drift["items"], json!([]));

    // One undo takes all of it back.
    call(desk, "change_undo", json!({})).await;
    assert_eq!(team.sitting(&grace).await, ["Ben"]);
    assert_eq!(team.sitting(&ada).await, ["Ana"]);
}

#[tokio::test]
async fn a_repair_that_is_refused_half_way_writes_nothing() {
    let (team, grace, ada) = three().await;
    let options = team.declined(&grace, "Ben").await;
    // Cem is taken meanwhile.
    team.interview("Alan", "culture", TEN, &["Cem"]).await;
    let desk = &team.office.desk;
    let refused = refusal(desk, "interview_repair_apply", apply(&grace, &options[0])).await;
    assert_eq!(refused.code, Code::InterviewerConflict);
    assert!(
        refused.message.starts_with("With Ada: Cem is busy then."),
        "{}",
        refused.message
    );
    assert_eq!(team.sitting(&grace).await, ["Ben"]);
    assert_eq!(team.sitting(&ada).await, ["Ana"]);
    let mut without = apply(&grace, &options[0]);
    without["reason"] = json!(" ");
    let refused = refusal(desk, "interview_repair_apply", without).await;
    assert_eq!(refused.code, Code::ReasonRequired);
}

#[tokio::test]
async fn two_people_can_exchange_their_seats() {
    let (team, grace, ada) = three().await;
    let both = json!({ "id": team.id("Ben"), "interview_types": ["technical", "culture"] });
    call(&team.office.desk, "person_update", both).await;
    let exchange = json!({ "id": id(&grace), "update": { "interviewer_ids": [team.id("Ana")] },
        "moves": [{ "interview_id": id(&ada), "update": { "interviewer_ids": [team.id("Ben")] } }],
        "reason": "They like it better" });
    call(&team.office.desk, "interview_repair_apply", exchange).await;
    assert_eq!(team.sitting(&grace).await, ["Ana"]);
    assert_eq!(team.sitting(&ada).await, ["Ben"]);
}

#[tokio::test]
async fn a_chain_reaches_as_far_as_it_must_and_no_further() {
    // Ana could follow Ben, Cem could follow Ana, and only Eli, who is free, could follow Cem.
    let team = Team::of(&[
        ("Ana", &["technical", "culture"]),
        ("Ben", &["technical"]),
        ("Cem", &["culture", "system"]),
        ("Eli", &["system"]),
    ])
    .await;
    let grace = team.interview("Grace", "technical", TEN, &["Ben"]).await;
    let ada = team.interview("Ada", "culture", TEN, &["Ana"]).await;
    let alan = team.interview("Alan", "system", TEN, &["Cem"]).await;
    let later = team
        .interview("Mary", "culture", "2026-11-24T13:00:00Z", &["Ana"])
        .await;
    let options = team.declined(&grace, "Ben").await;
    assert_eq!(
        options[0]["moves"].as_array().unwrap().len(),
        2,
        "{}",
        options[0]
    );
    call(
        &team.office.desk,
        "interview_repair_apply",
        apply(&grace, &options[0]),
    )
    .await;
    assert_eq!(team.sitting(&grace).await, ["Ana"]);
    assert_eq!(team.sitting(&ada).await, ["Cem"]);
    assert_eq!(team.sitting(&alan).await, ["Eli"]);
    assert_eq!(team.sitting(&later).await, ["Ana"]);
}

#[tokio::test]
async fn a_cap_is_made_room_for_by_giving_another_interview_of_the_day_away() {
    let team = Team::of(&[
        ("Ana", &["technical", "culture"]),
        ("Ben", &["technical"]),
        ("Cem", &["culture"]),
    ])
    .await;
    let grace = team.interview("Grace", "technical", TEN, &["Ben"]).await;
    let ada = team
        .interview("Ada", "culture", "2026-11-24T13:00:00Z", &["Ana"])
        .await;
    let one = json!({ "id": team.id("Ana"), "maximum_per_day": 1 });
    call(&team.office.desk, "person_update", one).await;
    let options = team.declined(&grace, "Ben").await;
    assert_eq!(options[0]["kind"], "chain", "{}", options[0]);
    assert_eq!(options[0]["moves"][0]["interview_id"], ada["id"]);
    call(
        &team.office.desk,
        "interview_repair_apply",
        apply(&grace, &options[0]),
    )
    .await;
    assert_eq!(team.sitting(&ada).await, ["Cem"]);
}

#[tokio::test]
async fn a_candidate_meets_nobody_twice_where_the_plan_does_not_want_it() {
    let (team, grace, _) = three().await;
    let plan = json!({ "job_id": team.office.job, "name": "Backend", "steps": [
        { "interview_type": "technical", "interviewer_ids": [team.id("Ben")] }] });
    let plan = call(&team.office.desk, "interview_plan_create", plan).await;
    // Ana meets Grace on another day already.
    let hours = json!({ "id": team.id("Ana"), "working_hours": [
        { "days": ["tue", "wed"], "start": "08:00", "end": "18:00" }] });
    call(&team.office.desk, "person_update", hours).await;
    let again = json!({ "application_id": grace["application_id"], "interview_type": "culture",
        "mode": "ONLINE", "starts_at": "2026-11-25T09:00:00Z", "duration_minutes": 60,
        "time_zone": "Europe/Berlin", "interviewer_ids": [team.id("Ana")] });
    call(&team.office.desk, "interview_create", again).await;
    let options = team.declined(&grace, "Ben").await;
    assert!(options.iter().all(|o| o["kind"] == "time"), "{options:?}");
    let twice = json!({ "id": plan["id"], "allow_same_interviewer": true });
    call(&team.office.desk, "interview_plan_update", twice).await;
    let options = team.declined(&grace, "Ben").await;
    assert_eq!(options[0]["kind"], "chain");
}

#[tokio::test]
async fn what_was_accepted_of_who_stays_is_still_accepted() {
    let team = Team::of(&[
        ("Ana", &["technical"]),
        ("Ben", &["technical"]),
        ("Cem", &["technical"]),
    ])
    .await;
    let application = team.office.application("Grace").await;
    // Seven in the morning is before Ana's hours, and meant so.
    let early = json!({ "application_id": application, "interview_type": "technical",
        "mode": "ONLINE", "starts_at": "2026-11-24T06:30:00Z", "duration_minutes": 60,
        "time_zone": "Europe/Berlin", "interviewer_ids": [team.id("Ana"), team.id("Ben")],
        "override": ["outside_working_hours"], "override_reason": "The candidate flies at nine." });
    let grace = call(&team.office.desk, "interview_create", early).await;
    let hours = json!({ "id": team.id("Cem"), "working_hours": [
        { "days": ["tue"], "start": "06:00", "end": "18:00" }] });
    call(&team.office.desk, "person_update", hours).await;
    let options = team.declined(&grace, "Ben").await;
    assert_eq!(options[0]["after_names"], json!(["Ana", "Cem"]));
    let applied = call(
        &team.office.desk,
        "interview_repair_apply",
        apply(&grace, &options[0]),
    )
    .await;
    assert_eq!(
        applied["interview"]["overrides"],
        json!(["outside_working_hours"])
    );
}

#[tokio::test]
async fn pools_say_who_follows_whom() {
    let team = Team::of(&[("Ana", &[]), ("Ben", &[]), ("Cem", &[]), ("Eli", &[])]).await;
    let pool = |name: &str, members: Value| json!({ "name": name, "members": members });
    let desk = &team.office.desk;
    let backend = json!([{ "person_id": team.id("Ben") }, { "person_id": team.id("Ana") },
        { "person_id": team.id("Eli"), "training": "shadow" }]);
    call(desk, "pool_create", pool("Backend", backend)).await;
    let values = json!([{ "person_id": team.id("Ana") }, { "person_id": team.id("Cem") }]);
    call(desk, "pool_create", pool("Values", values)).await;
    let grace = team.interview("Grace", "technical", TEN, &["Ben"]).await;
    let ada = team.interview("Ada", "culture", TEN, &["Ana"]).await;
    let options = team.declined(&grace, "Ben").await;
    // Eli is free, and only listens.
    assert_eq!(options[0]["after_names"], json!(["Ana"]), "{options:?}");
    assert_eq!(options[0]["moves"][0]["after_names"], json!(["Cem"]));
    call(desk, "interview_repair_apply", apply(&grace, &options[0])).await;
    assert_eq!(team.sitting(&ada).await, ["Cem"]);
}

/// Small random numbers (a linear congruence), the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}

const NAMES: [&str; 6] = ["Ana", "Ben", "Cem", "Dua", "Eli", "Fay"];
const KINDS: [&str; 4] = ["technical", "culture", "system", "values"];

/// The fewest interviews that change their person so that all four are held by different people who
/// take their kinds, and `gone` holds none; by trying all choices there are.
fn fewest(takes: &[[bool; 4]; 6], now: [usize; 4], gone: usize) -> Option<usize> {
    let mut best: Option<usize> = None;
    for choice in 0..6_usize.pow(4) {
        let sits = [choice % 6, choice / 6 % 6, choice / 36 % 6, choice / 216];
        let able = (0..4).all(|kind| takes[sits[kind]][kind] && sits[kind] != gone);
        let apart = (0..4).all(|a| (0..a).all(|b| sits[a] != sits[b]));
        if able && apart {
            let changed = (0..4).filter(|kind| sits[*kind] != now[*kind]).count();
            best = Some(best.map_or(changed, |best| best.min(changed)));
        }
    }
    best
}

#[tokio::test]
async fn no_candidate_notices_anything_whenever_any_swap_at_the_same_time_exists() {
    let mut lot = Lot(2026);
    let (mut chains, mut hopeless) = (0, 0);
    for _ in 0..12 {
        // Who holds which interview, all at one time, and who could hold which.
        let mut order: Vec<usize> = (0..6).collect();
        for at in (1..6).rev() {
            order.swap(at, lot.below(at + 1));
        }
        let now = [order[0], order[1], order[2], order[3]];
        let mut takes = [[false; 4]; 6];
        for (person, kinds) in takes.iter_mut().enumerate() {
            for (kind, takes) in kinds.iter_mut().enumerate() {
                *takes = now[kind] == person || lot.below(4) == 0;
            }
        }
        let kinds: Vec<Vec<&str>> = takes
            .iter()
            .map(|takes| {
                let own = KINDS.iter().zip(takes).filter(|(_, takes)| **takes);
                // Nobody takes all: who names no kind would.
                own.map(|(kind, _)| *kind).chain(["none"]).collect()
            })
            .collect();
        let people: Vec<(&str, &[&str])> = NAMES
            .iter()
            .zip(&kinds)
            .map(|(name, kinds)| (*name, kinds.as_slice()))
            .collect();
        let team = Team::of(&people).await;
        let mut interviews = Vec::new();
        for (kind, person) in now.iter().enumerate() {
            let who = [NAMES[*person]];
            let candidate = format!("Candidate {kind}");
            interviews.push(team.interview(&candidate, KINDS[kind], TEN, &who).await);
        }
        for (interview, gone) in interviews.iter().zip(now) {
            let options = team.declined(interview, NAMES[gone]).await;
            let same_time = |o: &&Value| o["candidate_notices"] == json!(false);
            if let Some(fewest) = fewest(&takes, now, gone) {
                let best = options.iter().find(same_time).expect("a swap exists");
                let moves = best["moves"].as_array().unwrap().len();
                assert_eq!(1 + moves, fewest, "{best}");
                chains += usize::from(fewest > 1);
            } else {
                assert_eq!(options.iter().find(same_time), None);
                // They may be able to at another time, and stay its interviewer.
                assert_eq!(options[0]["after_names"], json!([NAMES[gone]]));
                assert_eq!(options[0]["update"]["interviewer_ids"], Value::Null);
                hopeless += 1;
            }
        }
    }
    assert!(
        chains >= 5 && hopeless >= 5,
        "{chains} chains, {hopeless} without a way"
    );
}
