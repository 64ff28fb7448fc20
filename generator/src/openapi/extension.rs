//! The extensions that are read wherever they stand: their names, each in one place.

/// Says of which present name a name is the old one.
pub(crate) const ALIAS_OF: &str = "x-alias-of";

/// Lists the values that are deprecated.
pub(crate) const DEPRECATED_VALUES: &str = "x-deprecated-values";

/// Says of each value whether it is deprecated, in a list beside that of the values.
pub(crate) const DEPRECATED_FLAGS: &str = "x-enumDeprecated";

/// Say why something is deprecated.
pub(crate) const DEPRECATION_MESSAGES: [&str; 3] =
    ["x-stainless-deprecation-message", "x-deprecation-message", "x-deprecatedMessage"];

/// Gives the value of the discriminator that means a schema.
pub(crate) const DISCRIMINATOR_VALUE: &str = "x-ms-discriminator-value";

/// Names the group of an operation.
pub(crate) const GROUP_NAME: &str = "x-fern-sdk-group-name";

/// Names the method of an operation.
pub(crate) const METHOD_NAME: &str = "x-fern-sdk-method-name";

/// Says until when something works.
pub(crate) const SUNSET: &str = "x-sunset";

/// Says until when something works, in its member `date`.
pub(crate) const SUNSET_OBJECT: &str = "x-forge-sunset";

/// Give each value a description.
pub(crate) const VALUE_DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// Give each value a name for programs.
pub(crate) const VALUE_NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-names"];

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let single = [
        ALIAS_OF,
        DEPRECATED_VALUES,
        DEPRECATED_FLAGS,
        DISCRIMINATOR_VALUE,
        GROUP_NAME,
        METHOD_NAME,
        SUNSET,
        SUNSET_OBJECT,
    ];
    single.into_iter().chain(DEPRECATION_MESSAGES).chain(VALUE_DESCRIPTIONS).chain(VALUE_NAMES)
}
