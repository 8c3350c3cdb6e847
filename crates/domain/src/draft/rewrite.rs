//! Rewrites a parsed template so that the engine tells us what it inserts.
//!
//! Jinja prints the value of `{{ … }}` and forgets where it came from. So the template is parsed
//! with the engine's own parser and written again with every field that reaches the text wrapped
//! in a call: `{{ candidate.first_name | upper }}` becomes `__m_emit(__m_at(0),
//! (__m_need(["candidate.first_name"], …)) | upper)`. The engine still decides which branch runs
//! and what filters do; the calls only take notes (see `engine`). Fields in conditions are not
//! wrapped: asking about a missing field is fine.
//!
//! The parser is `minijinja::machinery`, which promises no stable interface; the exact version
//! is pinned in the workspace manifest.

mod expression;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use minijinja::machinery::ast::{Expr, IfCond, Stmt};
use minijinja::machinery::{Span, parse};

use super::engine::TemplateProblem;

/// A piece of rewritten source.
type Written = Result<String, TemplateProblem>;

/// The prefix of our own functions; templates and data may not use it.
pub(super) const PRIVATE: &str = "__m_";

/// A name that the template itself defines.
#[derive(Debug, Clone)]
pub(super) enum Local {
    /// By `set` or `with`: the engine notes its sources when it runs.
    Bound(Vec<String>),
    /// By `for`: an item of these fields.
    Item(Vec<String>),
}

impl Local {
    fn fields(&self) -> &[String] {
        match self {
            Self::Bound(fields) | Self::Item(fields) => fields,
        }
    }
}

/// Writes the template again. `forced` are the sites (in order of appearance) whose expression
/// failed on a missing value: they are not evaluated again.
pub(super) fn rewrite(template: &str, forced: &BTreeSet<usize>) -> Result<String, TemplateProblem> {
    let parsed = parse(
        template,
        "template",
        minijinja::syntax::SyntaxConfig::default(),
    )
    .map_err(|error| TemplateProblem::from_engine(&error))?;
    let Stmt::Template(root) = parsed else {
        return Ok(String::new());
    };
    let mut rewriter = Rewriter {
        out: String::new(),
        line: 1,
        emitted: 0,
        bound: 0,
        forced,
        scopes: vec![BTreeMap::new()],
        captures: 0,
    };
    rewriter.statements(&root.children)?;
    Ok(rewriter.out)
}

/// Sites of `set` and `with` are counted apart from those of `{{ … }}`.
pub(super) const FIRST_BOUND_SITE: usize = 1_000_000;

pub(super) struct Rewriter<'f> {
    out: String,
    line: usize,
    emitted: usize,
    bound: usize,
    forced: &'f BTreeSet<usize>,
    scopes: Vec<BTreeMap<String, Local>>,
    captures: usize,
}

impl Rewriter<'_> {
    fn statements(&mut self, body: &[Stmt<'_>]) -> Result<(), TemplateProblem> {
        body.iter()
            .try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Stmt<'_>) -> Result<(), TemplateProblem> {
        match statement {
            Stmt::Template(root) => self.statements(&root.children),
            Stmt::EmitRaw(raw) => {
                let call = format!("{PRIVATE}raw({})", source::quoted(raw.raw));
                self.output(None, &call);
                Ok(())
            }
            Stmt::EmitExpr(emit) => {
                let site = self.emitted;
                self.emitted += 1;
                let value = self.site_value(site, &emit.expr, emit.span())?;
                let verb = if self.captures > 0 { "keep" } else { "emit" };
                self.output(
                    Some(emit.span()),
                    &format!("{PRIVATE}{verb}({PRIVATE}at({site}), {value})"),
                );
                Ok(())
            }
            Stmt::IfCond(cond) => {
                self.condition(cond, cond.span())?;
                self.out.push_str("{% endif %}");
                Ok(())
            }
            Stmt::ForLoop(each) => {
                let span = each.span();
                if each.recursive {
                    return Err(refused(span, "Recursive loops"));
                }
                let iter = self.quiet(&each.iter, span)?;
                let fields = self.fields_of(&each.iter);
                let names = names_of(&each.target, span)?;
                let mut scope: BTreeMap<String, Local> = names
                    .iter()
                    .map(|name| (name.clone(), Local::Item(fields.clone())))
                    .collect();
                scope.insert("loop".to_owned(), Local::Item(Vec::new()));
                self.scopes.push(scope);
                let filter = match &each.filter_expr {
                    Some(filter) => format!(" if {}", self.quiet(filter, span)?),
                    None => String::new(),
                };
                self.block(span, &format!("for {} in {iter}{filter}", names.join(", ")));
                self.statements(&each.body)?;
                self.scopes.pop();
                if !each.else_body.is_empty() {
                    self.out.push_str("{% else %}");
                    self.statements(&each.else_body)?;
                }
                self.out.push_str("{% endfor %}");
                Ok(())
            }
            Stmt::WithBlock(with) => {
                let span = with.span();
                let mut parts = Vec::new();
                self.scopes.push(BTreeMap::new());
                for (target, value) in &with.assignments {
                    parts.push(self.binding(target, value, span)?);
                }
                self.block(span, &format!("with {}", parts.join(", ")));
                self.statements(&with.body)?;
                self.scopes.pop();
                self.out.push_str("{% endwith %}");
                Ok(())
            }
            Stmt::Set(set) => {
                let binding = self.binding(&set.target, &set.expr, set.span())?;
                self.block(set.span(), &format!("set {binding}"));
                Ok(())
            }
            Stmt::SetBlock(set) => {
                let span = set.span();
                let names = names_of(&set.target, span)?;
                let filters = match &set.filter {
                    Some(filter) => format!(" | {}", self.filter_chain(filter, span)?),
                    None => String::new(),
                };
                self.output(None, &format!("{PRIVATE}enter()"));
                self.block(span, &format!("set {}{filters}", names.join(", ")));
                self.captures += 1;
                self.statements(&set.body)?;
                self.captures -= 1;
                self.out.push_str("{% endset %}");
                self.output(
                    None,
                    &format!("{PRIVATE}leave({})", source::quoted_list(&names)),
                );
                self.declare(&names, &[]);
                Ok(())
            }
            Stmt::FilterBlock(filter) => {
                let chain = self.filter_chain(&filter.filter, filter.span())?;
                self.block(filter.span(), &format!("filter {chain}"));
                self.statements(&filter.body)?;
                self.out.push_str("{% endfilter %}");
                Ok(())
            }
            Stmt::AutoEscape(block) => self.statements(&block.body),
            Stmt::Block(other) => Err(refused(other.span(), "Blocks")),
            Stmt::Import(other) => Err(refused(other.span(), "Imports")),
            Stmt::FromImport(other) => Err(refused(other.span(), "Imports")),
            Stmt::Extends(other) => Err(refused(other.span(), "Parent templates")),
            Stmt::Include(other) => Err(refused(other.span(), "Includes")),
            Stmt::Macro(other) => Err(refused(other.span(), "Macros")),
            Stmt::CallBlock(other) => Err(refused(other.span(), "Calls")),
            Stmt::Do(other) => Err(refused(other.span(), "Calls")),
        }
    }

    /// Writes an if with its elifs as a chain, so that it nests no deeper than it was written.
    fn condition(&mut self, first: &IfCond<'_>, span: Span) -> Result<(), TemplateProblem> {
        let test = self.quiet(&first.expr, span)?;
        self.block(span, &format!("if {test}"));
        self.statements(&first.true_body)?;
        let mut rest = &first.false_body;
        loop {
            match rest.as_slice() {
                [] => return Ok(()),
                [Stmt::IfCond(next)] => {
                    let test = self.quiet(&next.expr, next.span())?;
                    self.block(next.span(), &format!("elif {test}"));
                    self.statements(&next.true_body)?;
                    rest = &next.false_body;
                }
                other => {
                    self.out.push_str("{% else %}");
                    return self.statements(other);
                }
            }
        }
    }

    fn binding(
        &mut self,
        target: &Expr<'_>,
        value: &Expr<'_>,
        span: Span,
    ) -> Result<String, TemplateProblem> {
        let names = names_of(target, span)?;
        let site = FIRST_BOUND_SITE + self.bound;
        self.bound += 1;
        let fields = self.fields_of(value);
        let value = self.site_value(site, value, span)?;
        self.declare(&names, &fields);
        let list = source::quoted_list(&names);
        let left = if names.len() == 1 {
            names.join("")
        } else {
            format!("({})", names.join(", "))
        };
        Ok(format!(
            "{left} = {PRIVATE}bind({PRIVATE}at({site}), {list}, {value})"
        ))
    }

    fn declare(&mut self, names: &[String], fields: &[String]) {
        if let Some(scope) = self.scopes.last_mut() {
            for name in names {
                scope.insert(name.clone(), Local::Bound(fields.to_vec()));
            }
        }
    }

    fn site_value(
        &mut self,
        site: usize,
        value: &Expr<'_>,
        span: Span,
    ) -> Result<String, TemplateProblem> {
        if self.forced.contains(&site) {
            return Ok(format!("{PRIVATE}forced({site})"));
        }
        self.inserted(value, span)
    }

    /// Writes an output tag that starts no earlier than its original line.
    fn output(&mut self, span: Option<Span>, call: &str) {
        self.out.push_str("{{ ");
        if let Some(span) = span {
            self.pad_to(span);
        }
        self.out.push_str(call);
        self.out.push_str(" }}");
    }

    fn block(&mut self, span: Span, words: &str) {
        self.out.push_str("{% ");
        self.pad_to(span);
        self.out.push_str(words);
        self.out.push_str(" %}");
    }

    /// Adds line breaks inside the tag, so that the engine reports the author's line numbers.
    fn pad_to(&mut self, span: Span) {
        while self.line < usize::from(span.start_line) {
            self.out.push('\n');
            self.line += 1;
        }
    }
}

fn refused(span: Span, what: &str) -> TemplateProblem {
    TemplateProblem::at(
        Some(usize::from(span.start_line)),
        format!("{what} are not available in message templates. Use fields, filters, if and for."),
    )
}

/// The names on the left of `set`, `with` or `for`.
fn names_of(target: &Expr<'_>, span: Span) -> Result<Vec<String>, TemplateProblem> {
    let several = |items: &[Expr<'_>]| {
        items.iter().try_fold(Vec::new(), |mut names, item| {
            names.extend(names_of(item, span)?);
            Ok(names)
        })
    };
    match target {
        Expr::Var(name) if !name.id.starts_with(PRIVATE) => Ok(vec![name.id.to_owned()]),
        Expr::List(list) => several(&list.items),
        Expr::Tuple(tuple) => several(&tuple.items),
        _ => Err(refused(span, "Assignments to anything but a simple name")),
    }
}
