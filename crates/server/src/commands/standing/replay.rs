//! `soulava standing replay`: a log as JSON lines in, one JSON object with every figure out.
//!
//! Anybody can check the engine with it, or with an engine of their own against it. One object per line:
//!
//! ```text
//! {"type":"vet"|"unvet","member":M,"day":D}
//! {"type":"gift","id":G,"givers":[M,…],"to":[M,…]|"everybody","kind":…,"day":D,"money":true?}
//! {"type":"ack","gift":G,"by":M,"grade":0.25|1|2|…,"day":D,"money":true?}
//! {"type":"retract","gift":G,"by":M,"day":D}
//! {"type":"query","day":D,"view":null|M}                                   the last line
//! ```
//!
//! Members and gifts are strings or whole numbers (`7` and `"7"` are the same). Other types, such as payments, are
//! not read. Events count by their day; the order of the lines of a day does not matter: of two grades for the same gift
//! the higher holds, and who took back or lost their vetting that day has. What comes after the day of the query does
//! not count yet. The answer has sorted keys and leaves out what is zero.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};
use soulava_standing::Day;
use soulava_standing::flow::{Explanation, Flow, GiftId, MemberId, Parameters, To};

use crate::cli::Trouble;

const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// `soulava standing replay`
#[derive(Args)]
pub struct Replay {}

impl Replay {
    /// Reads standard input to its end and prints the answer.
    pub fn run(self) -> Result<(), Trouble> {
        let answer = replay(std::io::stdin().lock()).map_err(Trouble::failed)?;
        let text = serde_json::to_string(&answer).map_err(|error| Trouble::failed(error.to_string()))?;
        writeln!(std::io::stdout(), "{text}").map_err(|error| Trouble::failed(error.to_string()))
    }
}

/// What a log comes to.
#[derive(Debug, PartialEq, Serialize)]
pub struct Answer {
    attribution: BTreeMap<String, Vec<Part>>,
    standing: BTreeMap<String, f64>,
    voice: BTreeMap<String, f64>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Part {
    by: Value,
    gift: Value,
    points: f64,
}

/// A name as it was written first, by its text.
type Names = BTreeMap<String, Value>;

#[derive(Debug)]
enum Act {
    Vet { member: String, vetted: bool },
    Gift { id: String, givers: Vec<String>, to: Option<Vec<String>>, money: bool },
    Ack { gift: String, by: String, grade: f64, money: bool },
    Retract { gift: String, by: String },
}

impl Act {
    /// When it is the turn of an act within its day: so the order of the lines cannot matter, even between two about
    /// the same thing. The highest grade of a day holds, and what was taken back that day stays taken back.
    fn turn(&self) -> (u8, u64) {
        match self {
            Self::Vet { vetted, .. } => (u8::from(!vetted), 0),
            Self::Gift { .. } => (2, 0),
            // The bits of numbers that are not negative are in the order of the numbers.
            Self::Ack { grade, .. } => (3, grade.to_bits()),
            Self::Retract { .. } => (4, 0),
        }
    }
}

#[derive(Debug, Default)]
struct Log {
    acts: Vec<(Day, Act)>,
    members: Names,
    gifts: Names,
    query: Option<(Day, Option<String>)>,
}

/// Works out a log. The error is a sentence with the number of the line.
pub fn replay(lines: impl BufRead) -> Result<Answer, String> {
    let log = Log::read(lines)?;
    let Some((day, view)) = &log.query else {
        return Err("The last line has to be a query: {\"type\":\"query\",\"day\":0,\"view\":null}".into());
    };
    let flow = log.flow(*day);
    let answer = match view {
        None => log.answer(|member| flow.explain(member)),
        Some(name) => {
            let view = flow.exact_view_from(log.member(name));
            log.answer(|member| view.explain(member))
        }
    };
    Ok(answer)
}

impl Log {
    fn read(mut lines: impl BufRead) -> Result<Self, String> {
        let mut log = Self::default();
        let mut bytes = Vec::new();
        for number in 1_u64.. {
            bytes.clear();
            let mut limited = std::io::Read::take(&mut lines, LINE_BYTES_MAX as u64 + 1);
            let read = limited.read_until(b'\n', &mut bytes).map_err(|error| format!("Line {number}: {error}"))?;
            if read == 0 {
                break;
            }
            if read > LINE_BYTES_MAX {
                return Err(format!("Line {number}: longer than {LINE_BYTES_MAX} bytes."));
            }
            if !bytes.trim_ascii().is_empty() {
                log.line(&bytes).map_err(|what| format!("Line {number}: {what}"))?;
            }
        }
        Ok(log)
    }

    fn line(&mut self, bytes: &[u8]) -> Result<(), String> {
        if self.query.is_some() {
            return Err("nothing may follow the query.".into());
        }
        let object: Map<String, Value> = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let Some(Value::String(kind)) = object.get("type") else {
            return Err("“type” has to say what happened.".into());
        };
        let act = match kind.as_str() {
            "vet" | "unvet" => Act::Vet { member: self.member_in(&object, "member")?, vetted: kind == "vet" },
            "gift" => Act::Gift {
                id: self.gift_in(&object, "id")?,
                givers: self.members_in(&object, "givers")?,
                to: match object.get("to") {
                    Some(Value::String(all)) if all == "everybody" => None,
                    _ => Some(self.members_in(&object, "to")?),
                },
                money: flag(&object, "money")?,
            },
            "ack" => Act::Ack {
                gift: self.gift_in(&object, "gift")?,
                by: self.member_in(&object, "by")?,
                grade: grade(&object)?,
                money: flag(&object, "money")?,
            },
            "retract" => Act::Retract { gift: self.gift_in(&object, "gift")?, by: self.member_in(&object, "by")? },
            "query" => {
                let view = match object.get("view") {
                    None | Some(Value::Null) => None,
                    Some(_) => Some(self.member_in(&object, "view")?),
                };
                self.query = Some((day(&object)?, view));
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.acts.push((day(&object)?, act));
        Ok(())
    }

    fn member_in(&mut self, object: &Map<String, Value>, field: &str) -> Result<String, String> {
        note(&mut self.members, field, object.get(field))
    }

    fn gift_in(&mut self, object: &Map<String, Value>, field: &str) -> Result<String, String> {
        note(&mut self.gifts, field, object.get(field))
    }

    fn members_in(&mut self, object: &Map<String, Value>, field: &str) -> Result<Vec<String>, String> {
        match object.get(field) {
            Some(Value::Array(members)) => {
                members.iter().map(|member| note(&mut self.members, field, Some(member))).collect()
            }
            _ => Err(format!("“{field}” has to be a list of members.")),
        }
    }

    /// Ids go by the order of the names, not of the lines: so the order of the lines of a day cannot matter.
    fn flow(&self, today: Day) -> Flow {
        let members = numbers(&self.members);
        let gifts = numbers(&self.gifts);
        let member = |name: &String| MemberId(members[name.as_str()]);
        let gift = |name: &String| GiftId(u64::from(gifts[name.as_str()]));
        let mut flow = Flow::new(Parameters::default());
        flow.hold();
        for _ in &self.members {
            flow.join();
        }
        let mut acts: Vec<&(Day, Act)> = self.acts.iter().filter(|(day, _)| *day <= today).collect();
        acts.sort_by_key(|(day, act)| (*day, act.turn()));
        for (day, act) in acts {
            match act {
                Act::Vet { member: who, vetted } => flow.vet(member(who), *vetted),
                Act::Gift { id, givers, to, money } => {
                    let givers: Vec<MemberId> = givers.iter().map(member).collect();
                    let to: Option<Vec<MemberId>> = to.as_ref().map(|to| to.iter().map(member).collect());
                    flow.gift(gift(id), &givers, to.as_deref().map_or(To::Everybody, To::Some), *money);
                }
                Act::Ack { gift: of, by, grade, money } => {
                    flow.acknowledge(gift(of), member(by), *grade, *day, *money);
                }
                Act::Retract { gift: of, by } => flow.retract(gift(of), member(by)),
            }
        }
        flow.advance(today);
        flow.solve();
        flow
    }

    fn member(&self, name: &str) -> MemberId {
        MemberId(self.members.keys().take_while(|known| known.as_str() < name).count() as u32)
    }

    fn answer(&self, explain: impl Fn(MemberId) -> Explanation) -> Answer {
        let members: Vec<(&String, &Value)> = self.members.iter().collect();
        let gifts: Vec<&Value> = self.gifts.values().collect();
        let mut answer = Answer { attribution: BTreeMap::new(), standing: BTreeMap::new(), voice: BTreeMap::new() };
        for (at, (name, _)) in members.iter().enumerate() {
            let mut why = explain(MemberId(at as u32));
            if why.voice > 0.0 {
                answer.voice.insert((*name).clone(), why.voice);
            }
            if why.points <= 0.0 {
                continue;
            }
            answer.standing.insert((*name).clone(), why.points);
            why.entries.retain(|entry| entry.points > 0.0);
            why.entries.sort_by_key(|entry| (entry.gift, entry.by));
            let part = |entry: &soulava_standing::flow::Entry| Part {
                by: members[entry.by.0 as usize].1.clone(),
                gift: gifts[entry.gift.0 as usize].clone(),
                points: entry.points,
            };
            answer.attribution.insert((*name).clone(), why.entries.iter().map(part).collect());
        }
        answer
    }
}

fn numbers(names: &Names) -> BTreeMap<&str, u32> {
    names.keys().zip(0..).map(|(name, number)| (name.as_str(), number)).collect()
}

fn note(names: &mut Names, field: &str, value: Option<&Value>) -> Result<String, String> {
    let text = match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) if !number.is_f64() => number.to_string(),
        _ => return Err(format!("“{field}” has to be a name or a whole number.")),
    };
    names.entry(text.clone()).or_insert_with(|| value.cloned().unwrap_or_default());
    Ok(text)
}

fn day(object: &Map<String, Value>) -> Result<Day, String> {
    object.get("day").and_then(Value::as_i64).ok_or_else(|| "“day” has to be a whole number of days.".into())
}

fn grade(object: &Map<String, Value>) -> Result<f64, String> {
    let grade = object.get("grade").and_then(Value::as_f64).filter(|grade| *grade >= 0.0 && grade.is_finite());
    // Minus nothing is nothing.
    grade.map(f64::abs).ok_or_else(|| "“grade” has to be a number, 0 or more.".into())
}

fn flag(object: &Map<String, Value>, field: &str) -> Result<bool, String> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(format!("“{field}” has to be true or false.")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn told(lines: &[Value]) -> Result<Value, String> {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        replay(text.as_bytes()).map(|answer| serde_json::to_value(answer).expect("an answer is JSON"))
    }

    fn vet(member: Value) -> Value {
        json!({"type": "vet", "member": member, "day": 0})
    }

    fn gift(id: Value, giver: &str, to: Value) -> Value {
        json!({"type": "gift", "id": id, "givers": [giver], "to": to, "kind": "help", "day": 0})
    }

    fn ack(gift: Value, by: Value, grade: f64) -> Value {
        json!({"type": "ack", "gift": gift, "by": by, "grade": grade, "day": 0})
    }

    fn query(day: i64, view: Value) -> Value {
        json!({"type": "query", "day": day, "view": view})
    }

    fn near(found: &Value, points: f64) -> bool {
        (found.as_f64().expect("a number") - points).abs() < 1e-6
    }

    #[test]
    fn a_log_comes_to_points_with_their_reasons() {
        let lines = [
            vet(json!("anna")),
            ack(json!(7), json!("anna"), 1.0),
            json!({"type": "payment", "from": "anna", "to": "fenna", "amount": 100, "day": 0}),
            gift(json!(7), "fenna", json!(["anna"])),
            query(0, Value::Null),
        ];
        let answer = told(&lines).expect("a good log");
        assert!(near(&answer["standing"]["fenna"], 1.0));
        assert!(near(&answer["voice"]["anna"], 1.0) && near(&answer["voice"]["fenna"], 7.0 / 55.0));
        assert_eq!(answer["standing"].as_object().map(Map::len), Some(1));
        let parts = answer["attribution"]["fenna"].as_array().expect("a list");
        assert_eq!((&parts[0]["gift"], &parts[0]["by"], parts.len()), (&json!(7), &json!("anna"), 1));
        assert!(near(&parts[0]["points"], 1.0));
    }

    #[test]
    fn nobody_named_makes_everybody_a_bystander() {
        let points = |to: Value| {
            let lines =
                [vet(json!(1)), gift(json!("g"), "fenna", to), ack(json!("g"), json!(1), 1.0), query(0, Value::Null)];
            told(&lines).expect("a good log")["standing"]["fenna"].as_f64().expect("points")
        };
        assert!((points(json!("everybody")) - 1.0).abs() < 1e-6);
        assert!((points(json!([1])) - 1.0).abs() < 1e-6);
        assert!((points(json!([])) - 0.379310).abs() < 1e-6);
    }

    #[test]
    fn what_comes_after_the_query_does_not_count_and_a_view_is_one_members() {
        let mut lines = vec![
            vet(json!("a")),
            vet(json!("b")),
            gift(json!(1), "b", json!(["a"])),
            ack(json!(1), json!("a"), 1.0),
            gift(json!(2), "c", json!(["b"])),
            ack(json!(2), json!("b"), 1.0),
            json!({"type": "retract", "gift": 1, "by": "a", "day": 5}),
        ];
        lines.push(query(0, json!("a")));
        let seen = told(&lines).expect("a good log");
        assert!(near(&seen["standing"]["b"], 1.0) && near(&seen["standing"]["c"], 0.127273));
        lines.pop();
        lines.push(query(90, Value::Null));
        let later = told(&lines).expect("a good log");
        assert!(later["standing"].get("b").is_none() && near(&later["standing"]["c"], 0.647059));
    }

    #[test]
    fn the_order_of_the_lines_of_a_day_does_not_matter() {
        let mut lines = vec![
            ack(json!(1), json!("a"), 2.0),
            vet(json!("a")),
            ack(json!(1), json!("a"), 1.0),
            ack(json!(2), json!("a"), 1.0),
            gift(json!(1), "b", json!(["a"])),
            gift(json!(2), "c", json!(["a"])),
            json!({"type": "retract", "gift": 2, "by": "a", "day": 0}),
        ];
        let answer = |lines: &[Value]| told(&[lines, &[query(0, Value::Null)]].concat()).expect("a good log");
        let first = answer(&lines);
        assert!(near(&first["standing"]["b"], 1.375) && first["standing"].get("c").is_none());
        for _ in 0..lines.len() {
            lines.rotate_left(1);
            assert_eq!(answer(&lines).to_string(), first.to_string());
            lines.swap(0, 3);
            assert_eq!(answer(&lines).to_string(), first.to_string());
        }
    }

    #[test]
    fn a_malformed_line_is_named() {
        let line_of = |lines: &[Value]| told(lines).expect_err("a bad log");
        assert!(line_of(&[vet(json!("a")), json!({"type": "ack"}), query(0, Value::Null)]).starts_with("Line 2: "));
        assert!(line_of(&[json!([1])]).starts_with("Line 1: "));
        assert!(line_of(&[vet(json!(1.5))]).starts_with("Line 1: "));
        assert!(line_of(&[ack(json!(1), json!(2), -1.0)]).starts_with("Line 1: "));
        assert!(line_of(&[query(0, Value::Null), query(0, Value::Null)]).starts_with("Line 2: "));
        assert!(line_of(&[vet(json!("a"))]).contains("query"));
        assert!(replay(&b"{\"type\":\"\xff\"}\n"[..]).expect_err("no text").starts_with("Line 1: "));
    }

    proptest! {
        #[test]
        fn any_lines_end_in_an_answer_or_a_sentence(
            lines in vec(prop_oneof![
                ".*",
                r#"\{"type":"(vet|gift|ack|retract|query)"(,"(member|id|gift|by|day|grade|to|givers)":(1|-1|1e999|"a"|\[\]|null|9223372036854775807)){0,6}\}"#,
            ], 0..12),
            bytes: Vec<u8>,
        ) {
            let mut text = lines.join("\n").into_bytes();
            _ = replay(text.as_slice());
            text.extend_from_slice(b"\n{\"type\":\"query\",\"day\":3}");
            _ = replay(text.as_slice());
            _ = replay(bytes.as_slice());
        }
    }
}
