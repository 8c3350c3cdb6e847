//! Writing expressions again, with notes on the fields that reach the text.

use minijinja::machinery::Span;
use minijinja::machinery::ast::{
    BinOp, BinOpKind, CallArg, CompareOpKind, Expr, Filter, UnaryOpKind,
};

use super::source::{constant_text, path_of, quoted, quoted_list};
use super::{Local, PRIVATE, Rewriter, Written, refused};

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It reaches the text: a missing one is unresolved.
    Inserted,
    /// It reaches the text when it is there: the left side of `or`.
    Optional,
    /// It is only asked about: a condition, an index, a list to walk.
    Asked,
}

impl Rewriter<'_> {
    /// Writes an expression whose value reaches the text.
    pub(super) fn inserted(&self, expr: &Expr<'_>, span: Span) -> Written {
        self.write(expr, Use::Inserted, span)
    }

    /// Writes an expression that is only asked about.
    pub(super) fn quiet(&self, expr: &Expr<'_>, span: Span) -> Written {
        self.write(expr, Use::Asked, span)
    }

    fn write(&self, expr: &Expr<'_>, usage: Use, span: Span) -> Written {
        if let Some((root, rest, plain)) = path_of(expr) {
            return self.field(&root, &rest, &plain, usage, span);
        }
        let write = |inner: &Expr<'_>| self.write(inner, usage, span);
        let ask = |inner: &Expr<'_>| self.write(inner, Use::Asked, span);
        let bound = |inner: Option<&Expr<'_>>| inner.map_or_else(|| Ok(String::new()), ask);
        Ok(match expr {
            Expr::Var(name) => name.id.to_owned(),
            Expr::Const(constant) => constant_text(&constant.value, span)?,
            Expr::GetAttr(get) => format!("({})[{}]", write(&get.expr)?, quoted(get.name)),
            Expr::GetItem(get) => format!("({})[{}]", write(&get.expr)?, ask(&get.subscript_expr)?),
            Expr::Slice(slice) => format!(
                "({})[{}:{}:{}]",
                write(&slice.expr)?,
                bound(slice.start.as_ref())?,
                bound(slice.stop.as_ref())?,
                match &slice.step {
                    Some(step) => ask(step)?,
                    None => "1".to_owned(),
                },
            ),
            Expr::UnaryOp(unary) => match unary.op {
                UnaryOpKind::Not => format!("(not {})", ask(&unary.expr)?),
                UnaryOpKind::Neg => format!("(-{})", write(&unary.expr)?),
            },
            Expr::BinOp(operation) => self.operation(operation, usage, span)?,
            Expr::Compare(compare) => {
                let mut text = format!("({}", ask(&compare.expr)?);
                for step in &compare.ops {
                    let sign = match step.op {
                        CompareOpKind::Eq => "==",
                        CompareOpKind::Ne => "!=",
                        CompareOpKind::Lt => "<",
                        CompareOpKind::Lte => "<=",
                        CompareOpKind::Gt => ">",
                        CompareOpKind::Gte => ">=",
                        CompareOpKind::In => "in",
                        CompareOpKind::NotIn => "not in",
                    };
                    text.extend([" ", sign, " ", ask(&step.expr)?.as_str()]);
                }
                text + ")"
            }
            Expr::IfExpr(choice) => {
                let otherwise = match &choice.false_expr {
                    Some(other) => format!(" else {}", write(other)?),
                    None => String::new(),
                };
                format!(
                    "({} if {}{otherwise})",
                    write(&choice.true_expr)?,
                    ask(&choice.test_expr)?
                )
            }
            Expr::Filter(filter) => self.filter(filter, usage, span)?,
            Expr::Test(test) => format!(
                "({} is {}{})",
                ask(&test.expr)?,
                test.name,
                self.arguments(&test.args, Use::Asked, span)?
            ),
            Expr::Call(call) => {
                let name = match &call.expr {
                    Expr::Var(name) if name.id == "range" => "range".to_owned(),
                    Expr::GetAttr(get)
                        if matches!(&get.expr, Expr::Var(name) if name.id == "loop")
                            && matches!(get.name, "cycle" | "changed") =>
                    {
                        format!("loop.{}", get.name)
                    }
                    _ => return Err(refused(span, "Function calls other than range()")),
                };
                format!("{name}{}", self.arguments(&call.args, usage, span)?)
            }
            Expr::List(list) => format!(
                "{PRIVATE}cap([{}])",
                self.several(&list.items, usage, span)?
            ),
            Expr::Tuple(tuple) => format!(
                "{PRIVATE}cap([{}])",
                self.several(&tuple.items, usage, span)?
            ),
            Expr::Map(map) => {
                let mut pairs = Vec::new();
                for (key, value) in map.keys.iter().zip(&map.values) {
                    pairs.push(format!("{}: {}", ask(key)?, write(value)?));
                }
                format!("{PRIVATE}cap({{{}}})", pairs.join(", "))
            }
        })
    }

    fn several(&self, items: &[Expr<'_>], usage: Use, span: Span) -> Written {
        let written: Result<Vec<_>, _> = items
            .iter()
            .map(|item| self.write(item, usage, span))
            .collect();
        Ok(written?.join(", "))
    }

    /// A field of the data or a name of the template, with a note when it reaches the text.
    fn field(&self, root: &str, rest: &str, plain: &str, usage: Use, span: Span) -> Written {
        if root.starts_with(PRIVATE) {
            return Err(refused(span, "Names that start with __m_"));
        }
        if usage == Use::Asked {
            return Ok(plain.to_owned());
        }
        let optional = usage == Use::Optional;
        let tail = if rest.is_empty() {
            String::new()
        } else {
            format!(".{rest}")
        };
        Ok(match self.local(root) {
            Some(Local::Item(fields)) if fields.is_empty() => plain.to_owned(),
            Some(Local::Item(fields)) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|field| format!("{field}{tail}"))
                    .collect();
                format!(
                    "{PRIVATE}need({}, {optional}, {plain})",
                    quoted_list(&fields)
                )
            }
            Some(Local::Bound(_)) => format!(
                "{PRIVATE}local({}, {}, {optional}, {plain})",
                quoted(root),
                quoted(rest)
            ),
            None => {
                format!(
                    "{PRIVATE}need([{}], {optional}, {plain})",
                    quoted(&format!("{root}{tail}"))
                )
            }
        })
    }

    fn local(&self, name: &str) -> Option<&Local> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name))
    }

    fn operation(&self, operation: &BinOp<'_>, usage: Use, span: Span) -> Written {
        let left = |usage| self.write(&operation.left, usage, span);
        let right = |usage| self.write(&operation.right, usage, span);
        let asked = |sign: &str| {
            Ok(format!(
                "({} {sign} {})",
                left(Use::Asked)?,
                right(Use::Asked)?
            ))
        };
        let computed = |sign: &str| {
            Ok(format!(
                "{PRIVATE}cap({} {sign} {})",
                left(usage)?,
                right(usage)?
            ))
        };
        match operation.op {
            BinOpKind::ScOr => {
                let soft = if usage == Use::Inserted {
                    Use::Optional
                } else {
                    usage
                };
                Ok(format!("({} or {})", left(soft)?, right(usage)?))
            }
            BinOpKind::ScAnd => Ok(format!("({} and {})", left(Use::Asked)?, right(usage)?)),
            BinOpKind::Eq => asked("=="),
            BinOpKind::Ne => asked("!="),
            BinOpKind::Lt => asked("<"),
            BinOpKind::Lte => asked("<="),
            BinOpKind::Gt => asked(">"),
            BinOpKind::Gte => asked(">="),
            BinOpKind::In => asked("in"),
            BinOpKind::Add => computed("+"),
            BinOpKind::Sub => computed("-"),
            BinOpKind::Mul => computed("*"),
            BinOpKind::Div => computed("/"),
            BinOpKind::FloorDiv => computed("//"),
            BinOpKind::Rem => computed("%"),
            BinOpKind::Pow => computed("**"),
            BinOpKind::Concat => {
                let mut pieces = vec![right(usage)?];
                let mut rest = &operation.left;
                while let Expr::BinOp(next) = rest
                    && matches!(next.op, BinOpKind::Concat)
                {
                    pieces.push(self.write(&next.right, usage, span)?);
                    rest = &next.left;
                }
                pieces.push(self.write(rest, usage, span)?);
                pieces.reverse();
                Ok(format!("{PRIVATE}join({})", pieces.join(", ")))
            }
        }
    }

    fn filter(&self, filter: &Filter<'_>, usage: Use, span: Span) -> Written {
        let Some(value) = &filter.expr else {
            return Err(refused(span, "Filters without a value"));
        };
        let value = self.write(value, usage, span)?;
        if matches!(filter.name, "default" | "d") && usage != Use::Asked {
            let fallback = filter.args.iter().find_map(|arg| match arg {
                CallArg::Pos(expr) | CallArg::Kwarg("default_value", expr) => Some(expr),
                _ => None,
            });
            let fallback = match fallback {
                Some(expr) => self.write(expr, usage, span)?,
                None => "\"\"".to_owned(),
            };
            let open = format!("{PRIVATE}open()");
            return Ok(format!(
                "{PRIVATE}default({open}, {value}, {open}, {fallback})"
            ));
        }
        let arguments = self.arguments(&filter.args, usage, span)?;
        Ok(format!(
            "{PRIVATE}cap({value} | {}{arguments})",
            filter.name
        ))
    }

    /// The filters of a filter block, outermost last.
    pub(super) fn filter_chain(&self, expr: &Expr<'_>, span: Span) -> Written {
        let Expr::Filter(filter) = expr else {
            return Err(refused(span, "Blocks without a filter"));
        };
        let own = format!(
            "{}{}",
            filter.name,
            self.arguments(&filter.args, Use::Asked, span)?
        );
        match &filter.expr {
            Some(inner) => Ok(format!("{} | {own}", self.filter_chain(inner, span)?)),
            None => Ok(own),
        }
    }

    fn arguments(&self, args: &[CallArg<'_>], usage: Use, span: Span) -> Written {
        let mut written = Vec::new();
        for arg in args {
            written.push(match arg {
                CallArg::Pos(value) => self.write(value, usage, span)?,
                CallArg::Kwarg(name, value) => {
                    format!("{name}={}", self.write(value, usage, span)?)
                }
                CallArg::PosSplat(_) | CallArg::KwargSplat(_) => {
                    return Err(refused(span, "Arguments with a star"));
                }
            });
        }
        Ok(format!("({})", written.join(", ")))
    }

    /// The fields whose values an expression may hand on.
    pub(super) fn fields_of(&self, expr: &Expr<'_>) -> Vec<String> {
        if let Some((root, rest, _)) = path_of(expr) {
            let tail = if rest.is_empty() {
                String::new()
            } else {
                format!(".{rest}")
            };
            return match self.local(&root) {
                Some(local) => local
                    .fields()
                    .iter()
                    .map(|field| format!("{field}{tail}"))
                    .collect(),
                None => vec![format!("{root}{tail}")],
            };
        }
        let mut found = Vec::new();
        let mut add = |inner: &Expr<'_>| {
            for field in self.fields_of(inner) {
                if !found.contains(&field) {
                    found.push(field);
                }
            }
        };
        match expr {
            Expr::GetAttr(get) => add(&get.expr),
            Expr::GetItem(get) => add(&get.expr),
            Expr::Slice(slice) => add(&slice.expr),
            Expr::UnaryOp(unary) => add(&unary.expr),
            Expr::BinOp(operation) => {
                add(&operation.left);
                add(&operation.right);
            }
            Expr::IfExpr(choice) => {
                add(&choice.true_expr);
                if let Some(other) = &choice.false_expr {
                    add(other);
                }
            }
            Expr::Filter(filter) => {
                if let Some(value) = &filter.expr {
                    add(value);
                }
                if matches!(filter.name, "default" | "d")
                    && let Some(CallArg::Pos(fallback)) = filter.args.first()
                {
                    add(fallback);
                }
            }
            Expr::List(list) => list.items.iter().for_each(&mut add),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(&mut add),
            _ => {}
        }
        found
    }
}
