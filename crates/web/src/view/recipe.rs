//! A recipe is a post whose text holds a name, a line about it, what is needed (`- `) and the steps (`1. `), so that
//! every app can read it. This takes it apart and puts it together.

use crate::i18n::Lang;

/// The parts of a recipe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    /// The first line.
    pub name: String,
    /// Paragraphs before the list.
    pub story: Vec<String>,
    /// What is needed, one thing each.
    pub needs: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<String>,
    /// What stands after the steps.
    pub end: Vec<String>,
}

/// Reads a recipe; none when the text has no list of needs or no steps, and is then shown as it is.
pub fn read(text: &str) -> Option<Recipe> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let mut recipe = Recipe { name: lines.next()?.trim_end_matches(':').to_owned(), ..Recipe::default() };
    while let Some(line) = lines.next() {
        let next_is_a_list = lines.peek().is_some_and(|next| need(next).is_some() || step(next).is_some());
        if let Some(what) = need(line) {
            recipe.needs.push(what.to_owned());
        } else if let Some(what) = step(line) {
            recipe.steps.push(what.to_owned());
        } else if line.ends_with(':') && next_is_a_list {
            // The heading of a list; the page has its own.
        } else if recipe.needs.is_empty() && recipe.steps.is_empty() {
            recipe.story.push(line.to_owned());
        } else {
            recipe.end.push(line.to_owned());
        }
    }
    (!recipe.needs.is_empty() && !recipe.steps.is_empty()).then_some(recipe)
}

/// The text of a recipe, from the fields of its form: one thing on each line of `needs` and `steps`.
pub fn write(lang: Lang, name: &str, story: &str, needs: &str, steps: &str) -> String {
    let mut text = name.trim().to_owned();
    for line in lines(story) {
        text.push_str("\n\n");
        text.push_str(line);
    }
    text.push_str(&format!("\n\n{}:", lang.t("post-needs")));
    for line in lines(needs) {
        text.push_str("\n- ");
        text.push_str(need(line).unwrap_or(line));
    }
    text.push_str(&format!("\n\n{}:", lang.t("post-steps")));
    for (index, line) in lines(steps).enumerate() {
        text.push_str(&format!("\n{}. {}", index + 1, step(line).unwrap_or(line)));
    }
    text
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn need(line: &str) -> Option<&str> {
    ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

fn step(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let after = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=2).contains(&digits).then(|| after.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_read_as_it_was_written() {
        let text = write(Lang::Da, "Rugbrød", "Min mormors.\n\nTag den.", "500 g rug\n- vand", "Rør.\n2. Bag.\n\n");
        assert_eq!(
            text,
            "Rugbrød\n\nMin mormors.\n\nTag den.\n\nDu skal bruge:\n- 500 g rug\n- vand\n\nSådan gør du:\n1. Rør.\n2. Bag."
        );
        let recipe = read(&text).expect("it has needs and steps");
        assert_eq!(recipe.name, "Rugbrød");
        assert_eq!(recipe.story, ["Min mormors.", "Tag den."]);
        assert_eq!(recipe.needs, ["500 g rug", "vand"]);
        assert_eq!(recipe.steps, ["Rør.", "Bag."]);
        assert!(recipe.end.is_empty());
    }

    #[test]
    fn a_text_without_lists_is_no_recipe() {
        assert_eq!(read("Just soup.\nBoil it."), None);
        assert_eq!(read(""), None);
        assert_eq!(read("2026. what a year\n- a"), None);
    }
}
