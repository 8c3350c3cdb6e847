//! Makes the command list from one line for each command: name, parameters, result, function, kind,
//! the cache tags of what it reads and changes, and its palette entry. `judges [more]` reads what the
//! rules of scheduling read, and more.

macro_rules! commands {
    ($(
        $(#[doc = $help:literal])+
        $name:ident ( $params:ty ) -> $result:ty = $handler:path, $kind:ident $(needs $network:ident)?
        $(, reads [$($read:ident),*])?
        $(, judges [$($judged:ident),*])?
        $(, changes [$($change:ident),*])?
        $(, palette $title:literal $(key $key:literal)?)?
        ;
    )*) => {
        /// Every command there is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(non_camel_case_types, reason = "the names are the commands' names, letter by letter")]
        pub enum Command { $( $(#[doc = $help])+ $name, )* }

        impl Command {
            /// All commands, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The command's name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            /// The command of this name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $(stringify!($name) => Some(Self::$name),)* _ => None }
            }

            /// What it does to the workspace.
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// Everything about it, its JSON Schemas included.
            pub fn spec(self) -> CommandSpec {
                match self { $(Self::$name => CommandSpec {
                    name: stringify!($name),
                    help: [$($help.trim()),+].join(" "),
                    kind: Kind::$kind,
                    offline: declare::offline!($($network)?),
                    reads: &[
                        $($(stringify!($read)),*)?
                        $(
                            $(stringify!($judged),)*
                            "interviews", "people", "busy", "applications", "candidates",
                            "settings", "users", "holds", "availability_settings"
                        )?
                    ],
                    changes: &[$($(stringify!($change)),*)?],
                    palette: declare::palette!($($title $(key $key)?)?),
                    params: command::params_schema::<$params>(),
                    result: command::result_schema::<$result>(),
                },)* }
            }
        }

        /// Reads the parameters of a pure command where they stand.
        pub(crate) fn prepare<'de, D: Deserializer<'de>>(
            command: Command,
            params: D,
        ) -> Result<Prepared, D::Error> {
            match command { $(Command::$name => {
                declare::prepare!($kind $params, $handler, params)
            })* }
        }

        /// Runs one command. A command without a function does not compile.
        pub(crate) async fn dispatch(
            desk: &Desk,
            command: Command,
            params: Value,
        ) -> Result<Value, Failure> {
            match command { $(Command::$name => {
                let params = command::decode::<$params>(params)?;
                // Boxed, so that the dispatcher's future is not as large as the largest command's.
                let result: $result = Box::pin($handler(desk, params)).await?;
                command::encode(&result)
            })* }
        }
    };
}

/// A pure command with its parameters; others read theirs from a value.
macro_rules! prepare {
    (Pure $params:ty, $handler:path, $from:ident) => {{
        let params = prepared::read::<$params, _>($from)?;
        Ok(Prepared::new(move |desk| {
            Box::pin(async move { prepared::write(&Box::pin($handler(desk, params)).await?) })
        }))
    }};
    ($kind:ident $params:ty, $handler:path, $from:ident) => {
        Err(D::Error::custom("only pure commands are prepared"))
    };
}

/// Whether a command works without a network.
macro_rules! offline {
    () => {
        true
    };
    (network) => {
        false
    };
}

/// A palette entry, or none.
macro_rules! palette {
    () => {
        None
    };
    ($title:literal) => {
        Some(Palette {
            title: $title,
            key: None,
        })
    };
    ($title:literal key $key:literal) => {
        Some(Palette {
            title: $title,
            key: Some($key),
        })
    };
}

pub(super) use {commands, offline, palette, prepare};
