//! The form of the table of messages in `say.rs`.

/// Writes the enum, its names and its arguments from one table, so that none can be left out.
macro_rules! says {
    ($($(#[$doc:meta])* $variant:ident $id:literal $(($($arg:literal),+))?;)*) => {
        /// A message of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Say { $($(#[$doc])* $variant,)* }

        impl Say {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Say] = &[$(Say::$variant,)*];

            /// Its name in the message files.
            pub fn id(self) -> &'static str {
                match self { $(Say::$variant => $id,)* }
            }

            /// The arguments a message may use. A language need not use all of them.
            pub fn args(self) -> &'static [&'static str] {
                match self { $(Say::$variant => &[$($($arg,)+)?],)* }
            }
        }
    };
}

pub(super) use says;
