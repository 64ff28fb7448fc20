//! The fields of a record: tuples of kinds of fields, and chains of such.

use serde::de::MapAccess;

use super::{
    entry::{Entry, skip},
    field::{Keys, ReadField, WriteField},
    kind::{FieldKind, Kind},
    output::Output,
};

/// The fields of a record as they are read.
pub(crate) trait ReadFields<'de>: Sized {
    /// What was read so far.
    type Slots;

    /// How many fields there are.
    const LEN: usize;

    /// Whether one of them keeps unknown keys.
    const KEEPS_REST: bool;

    /// The field at a place.
    fn kind(place: usize) -> Option<FieldKind>;

    /// What unknown keys hold, where they are kept.
    fn rest() -> Option<Kind>;

    /// The slots before anything was read.
    fn slots() -> Self::Slots;

    /// Reads the value of the field at a place.
    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        place: usize,
        entry: Entry<'_, A>,
    ) -> Result<(), A::Error>;

    /// Reads the value of an unknown key.
    fn read_rest<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        key: String,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// The fields, or the place of one that is missing.
    fn finish(slots: Self::Slots) -> Result<Self, usize>;
}

/// The fields of a record as they are written.
pub(crate) trait WriteFields {
    /// Whether one of them keeps unknown keys.
    const WRITES_REST: bool;

    /// How many keys they write.
    fn count(&self) -> usize;

    /// Writes them.
    fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error>;
}

/// More fields than one tuple holds.
pub(crate) struct Chain<F, G>(F, G);

/// A chain without fields.
pub(crate) fn chain() -> Chain<(), ()> {
    Chain((), ())
}

impl<F, G> Chain<F, G> {
    /// A chain with these fields after those that it has.
    pub(crate) fn and<H>(self, more: H) -> Chain<Self, H> {
        Chain(self, more)
    }
}

/// The first fields of a chain, and those after them.
pub(crate) fn split<F, G>(chain: Chain<F, G>) -> (F, G) {
    (chain.0, chain.1)
}

impl<'de, F: ReadFields<'de>, G: ReadFields<'de>> ReadFields<'de> for Chain<F, G> {
    type Slots = (F::Slots, G::Slots);

    const LEN: usize = F::LEN + G::LEN;
    const KEEPS_REST: bool = F::KEEPS_REST || G::KEEPS_REST;

    fn kind(place: usize) -> Option<FieldKind> {
        match place.checked_sub(F::LEN) {
            None => F::kind(place),
            Some(place) => G::kind(place),
        }
    }

    fn rest() -> Option<Kind> {
        F::rest().or_else(G::rest)
    }

    fn slots() -> Self::Slots {
        (F::slots(), G::slots())
    }

    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        place: usize,
        entry: Entry<'_, A>,
    ) -> Result<(), A::Error> {
        match place.checked_sub(F::LEN) {
            None => F::read(&mut slots.0, place, entry),
            Some(place) => G::read(&mut slots.1, place, entry),
        }
    }

    fn read_rest<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        key: String,
        map: &mut A,
    ) -> Result<(), A::Error> {
        if F::KEEPS_REST {
            F::read_rest(&mut slots.0, key, map)
        } else {
            G::read_rest(&mut slots.1, key, map)
        }
    }

    fn finish(slots: Self::Slots) -> Result<Self, usize> {
        let fields = F::finish(slots.0)?;
        let more = G::finish(slots.1).map_err(|place| F::LEN + place)?;
        Ok(Self(fields, more))
    }
}

impl<F: WriteFields, G: WriteFields> WriteFields for Chain<F, G> {
    const WRITES_REST: bool = F::WRITES_REST || G::WRITES_REST;

    fn count(&self) -> usize {
        self.0.count() + self.1.count()
    }

    fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error> {
        self.0.write(keys, to)?;
        self.1.write(keys, to)
    }
}

impl<'de> ReadFields<'de> for () {
    type Slots = ();

    const LEN: usize = 0;
    const KEEPS_REST: bool = false;

    fn kind(_: usize) -> Option<FieldKind> {
        None
    }

    fn rest() -> Option<Kind> {
        None
    }

    fn slots() {}

    fn read<A: MapAccess<'de>>((): &mut (), _: usize, entry: Entry<'_, A>) -> Result<(), A::Error> {
        skip(entry.map)
    }

    fn read_rest<A: MapAccess<'de>>((): &mut (), _: String, map: &mut A) -> Result<(), A::Error> {
        skip(map)
    }

    fn finish((): ()) -> Result<Self, usize> {
        Ok(())
    }
}

impl WriteFields for () {
    const WRITES_REST: bool = false;

    fn count(&self) -> usize {
        0
    }

    fn write<O: Output>(&self, _: &mut Keys, _: &mut O) -> Result<(), O::Error> {
        Ok(())
    }
}

macro_rules! tuple {
    ($len:literal: $($field:ident $place:tt),*) => {
        impl<'de, $($field: ReadField<'de>),*> ReadFields<'de> for ($($field,)*) {
            type Slots = ($($field::Slot,)*);

            const LEN: usize = $len;
            const KEEPS_REST: bool = false $(|| $field::KEEPS_REST)*;

            fn kind(place: usize) -> Option<FieldKind> {
                match place {
                    $($place => Some($field::KIND),)*
                    _ => None,
                }
            }

            fn rest() -> Option<Kind> {
                None$(.or($field::REST))*
            }

            #[inline]
            fn slots() -> Self::Slots {
                ($(<$field::Slot>::default(),)*)
            }

            #[inline(always)]
            fn read<A: MapAccess<'de>>(
                slots: &mut Self::Slots,
                place: usize,
                entry: Entry<'_, A>,
            ) -> Result<(), A::Error> {
                match place {
                    $($place => $field::read(&mut slots.$place, entry),)*
                    _ => skip(entry.map),
                }
            }

            fn read_rest<A: MapAccess<'de>>(
                slots: &mut Self::Slots,
                key: String,
                map: &mut A,
            ) -> Result<(), A::Error> {
                $(if $field::KEEPS_REST {
                    return $field::read_rest(&mut slots.$place, key, map);
                })*
                skip(map)
            }

            #[inline(always)]
            fn finish(slots: Self::Slots) -> Result<Self, usize> {
                Ok(($($field::finish(slots.$place).ok_or($place as usize)?,)*))
            }
        }

        impl<$($field: WriteField),*> WriteFields for ($($field,)*) {
            const WRITES_REST: bool = false $(|| $field::WRITES_REST)*;

            #[inline]
            fn count(&self) -> usize {
                0 $(+ self.$place.count())*
            }

            #[inline]
            fn write<O: Output>(&self, keys: &mut Keys, to: &mut O) -> Result<(), O::Error> {
                $(self.$place.write(keys, to)?;)*
                Ok(())
            }
        }
    };
}

tuple!(1: B 0);
tuple!(2: B 0, C 1);
tuple!(3: B 0, C 1, D 2);
tuple!(4: B 0, C 1, D 2, E 3);
tuple!(5: B 0, C 1, D 2, E 3, F 4);
tuple!(6: B 0, C 1, D 2, E 3, F 4, G 5);
tuple!(7: B 0, C 1, D 2, E 3, F 4, G 5, H 6);
tuple!(8: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7);
tuple!(9: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8);
tuple!(10: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9);
tuple!(11: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10);
tuple!(12: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11);
tuple!(13: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12);
tuple!(14: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12, P 13);
tuple!(15: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12, P 13, Q 14);
tuple!(16: B 0, C 1, D 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12, P 13, Q 14, R 15);
