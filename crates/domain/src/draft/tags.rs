//! The first look at a template: its tags are cut out, and hostile shapes are refused before the
//! parser, which recurses, sees them.

use minijinja::machinery::{Token, tokenize};

use super::engine::TemplateProblem;

/// The longest template, in bytes.
pub(super) const LONGEST_TEMPLATE: usize = 20_000;

/// The most tags in a template.
const MOST_TAGS: usize = 500;

/// The most tokens in one tag; long operator chains nest deeply in the parser.
const MOST_TOKENS_IN_A_TAG: usize = 200;

/// The most `elif` in a template; each nests one level deeper.
const MOST_ELIFS: usize = 32;

/// The text of every `{{ … }}` as written, in order.
pub(super) fn placeholders(template: &str) -> Result<Vec<&str>, TemplateProblem> {
    if template.len() > LONGEST_TEMPLATE {
        return Err(TemplateProblem::at(
            None,
            format!(
                "The template has {} bytes; at most {LONGEST_TEMPLATE} are allowed. Shorten it.",
                template.len()
            ),
        ));
    }
    let mut found = Vec::new();
    let (mut tags, mut elifs, mut tokens_in_tag, mut starts_at) = (0, 0, 0, 0);
    for item in tokenize(template, false, minijinja::syntax::SyntaxConfig::default()) {
        let (token, span) = item.map_err(|error| TemplateProblem::from_engine(&error))?;
        let line = Some(usize::from(span.start_line));
        match token {
            Token::TemplateData(_) => {}
            Token::VariableStart | Token::BlockStart => {
                starts_at = span.start_offset as usize;
                tokens_in_tag = 0;
                tags += 1;
            }
            Token::VariableEnd => {
                found.push(
                    template
                        .get(starts_at..span.end_offset as usize)
                        .unwrap_or_default(),
                );
            }
            Token::Ident("elif") if tokens_in_tag == 0 => elifs += 1,
            _ => tokens_in_tag += 1,
        }
        let too_much = if tags > MOST_TAGS {
            Some(format!("The template has more than {MOST_TAGS} tags."))
        } else if elifs > MOST_ELIFS {
            Some(format!("The template has more than {MOST_ELIFS} elif."))
        } else if tokens_in_tag > MOST_TOKENS_IN_A_TAG {
            Some("This expression is too long.".to_owned())
        } else {
            None
        };
        if let Some(message) = too_much {
            return Err(TemplateProblem::at(
                line,
                format!("{message} Simplify the template."),
            ));
        }
    }
    Ok(found)
}
