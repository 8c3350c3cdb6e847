use super::super::{
    Account, Channel, ChannelLimits, Claim, carry_claims, measure, render, still_unresolved,
};
use super::request;
use proptest::prelude::*;

fn known(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|one| (*one).to_owned()).collect()
}

#[test]
fn a_paid_account_has_a_hundred_characters_more() {
    let text = "x".repeat(250);
    let fits = |account| {
        let limits = ChannelLimits {
            account,
            ..ChannelLimits::default()
        };
        let measured = measure(Channel::LinkedinConnection, &text, "", &[], &limits);
        (measured.limit, measured.fits)
    };
    assert_eq!(fits(Account::Basic), (Some(200), false));
    assert_eq!(fits(Account::Paid), (Some(300), true));
}

#[test]
fn placeholders_that_are_left_are_named() {
    let left = |text| still_unresolved(text, &[]);
    assert_eq!(
        left("Hi {{ candidate.first_name }}, {{job.title|upper}}"),
        ["candidate.first_name", "job.title"]
    );
    assert_eq!(left("{{a}} and {{ a }}"), ["a"]);
    assert_eq!(left("Hi {{ candidate.fir\nBye"), ["candidate.fir"]);
    assert_eq!(left("{% if x %}y"), ["if"]);
    assert!(left("Use {braces}, 50 {% off, } or a }} freely").is_empty());
}

#[test]
fn a_placeholder_stands_for_the_field_that_was_missing() {
    let fields = known(&["job.company", "candidate.title"]);
    assert_eq!(
        still_unresolved("{{ job.title ~ job.company }}", &fields),
        ["job.company"]
    );
    assert_eq!(
        still_unresolved("{{ job.company_size }}", &fields),
        ["job.company_size"]
    );
    assert!(still_unresolved("All filled in.", &fields).is_empty());
}

#[test]
fn claims_follow_their_pieces_through_an_edit() {
    let claim = |start, end, field: &str| Claim {
        start,
        end,
        field: field.to_owned(),
    };
    let before = "Hi Ada, lead at Engines.";
    let claims = [
        claim(3, 6, "candidate.first_name"),
        claim(16, 23, "candidate.company"),
    ];
    let after = "Hi Ada, once lead at Engines.";
    assert_eq!(
        carry_claims(before, after, &claims),
        [
            claim(3, 6, "candidate.first_name"),
            claim(21, 28, "candidate.company")
        ]
    );
    assert_eq!(
        carry_claims(before, "Hi Ada, lead at Muster.", &claims),
        [claims[0].clone()]
    );
}

proptest! {
    #[test]
    fn a_claim_points_at_the_same_letters_after_any_edit(
        before in "[ab é😀]{0,12}", after in "[ab é😀]{0,12}", start in 0usize..12, length in 0usize..6,
    ) {
        let letters: Vec<char> = before.chars().collect();
        let end = (start + length).min(letters.len());
        let start = start.min(end);
        let claims = [Claim { start, end, field: "f".to_owned() }];
        let edited: Vec<char> = after.chars().collect();
        for kept in carry_claims(&before, &after, &claims) {
            prop_assert_eq!(edited.get(kept.start..kept.end), letters.get(start..end));
        }
    }

    #[test]
    fn what_rendering_left_open_is_found_again(field in "(candidate\\.nickname|job\\.level|x)", words in "[a-z ,.]{0,20}") {
        let template = format!("{words}{{{{ {field} }}}} {words}");
        let answer = render(&request(&template)).unwrap();
        prop_assert_eq!(still_unresolved(&answer.text, &answer.unresolved), answer.unresolved);
    }
}
