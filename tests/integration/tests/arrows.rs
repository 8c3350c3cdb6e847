//! The arrows of the design: who may depend on whom, read from cargo itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Every workspace member with all the packages that end up in it (no dev-dependencies).
fn reached() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--locked",
            "--all-features",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["id"].as_str().unwrap(), p["name"].as_str().unwrap()))
        .collect();
    let mut direct: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        let used = node["deps"].as_array().unwrap().iter().filter(|dep| {
            dep["dep_kinds"]
                .as_array()
                .unwrap()
                .iter()
                .any(|k| k["kind"] != "dev")
        });
        direct.insert(
            node["id"].as_str().unwrap(),
            used.map(|dep| dep["pkg"].as_str().unwrap()).collect(),
        );
    }
    metadata["workspace_members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| {
            let member = member.as_str().unwrap();
            let (mut seen, mut open) = (BTreeSet::new(), vec![member]);
            while let Some(id) = open.pop() {
                for next in &direct[id] {
                    if seen.insert(*next) {
                        open.push(next);
                    }
                }
            }
            (
                names[member].to_owned(),
                seen.into_iter().map(|id| names[id].to_owned()).collect(),
            )
        })
        .collect()
}

#[test]
fn pure_crates_reach_no_runtime_network_or_database() {
    let reached = reached();
    for pure in ["muster-scheduling", "muster-domain"] {
        for forbidden in [
            "tokio",
            "reqwest",
            "hyper",
            "sqlx",
            "sqlx-core",
            "rusqlite",
            "keyring",
        ] {
            assert!(
                !reached[pure].contains(forbidden),
                "{pure} reaches {forbidden}"
            );
        }
    }
}

#[test]
fn only_the_shell_reaches_tauri() {
    let reached = reached();
    assert!(
        reached["muster-desktop"].contains("tauri"),
        "the test would not see tauri"
    );
    for (member, packages) in &reached {
        let tauri = packages.iter().find(|p| p.starts_with("tauri"));
        assert!(
            member == "muster-desktop" || tauri.is_none(),
            "{member} reaches {tauri:?}"
        );
    }
}

#[test]
fn arrows_point_inwards() {
    let reached = reached();
    let allowed: &[(&str, &[&str])] = &[
        ("muster-scheduling", &[]),
        ("muster-domain", &["muster-scheduling"]),
        ("muster-migrations", &[]),
        ("muster-vault", &[]),
        (
            "muster-store",
            &["muster-scheduling", "muster-domain", "muster-migrations"],
        ),
        ("muster-providers", &["muster-scheduling", "muster-domain"]),
        (
            "muster-mail",
            &["muster-scheduling", "muster-domain", "muster-providers"],
        ),
        (
            "muster-desk",
            &[
                "muster-scheduling",
                "muster-domain",
                "muster-migrations",
                "muster-vault",
                "muster-store",
                "muster-providers",
                "muster-mail",
            ],
        ),
    ];
    for (member, inner) in allowed {
        let ours: Vec<_> = reached[*member]
            .iter()
            .filter(|p| p.starts_with("muster-"))
            .collect();
        for used in ours {
            assert!(
                inner.contains(&used.as_str()),
                "{member} must not depend on {used}"
            );
        }
    }
}
