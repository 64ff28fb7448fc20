//! The catalogue of diagnostics. A new one is a line of the table below and a text in `explain/`.

use std::fmt;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or is probably not what was meant.
    Warning,
    /// Something worth knowing.
    Note,
}

impl Severity {
    /// The severity as diagnostics name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What became of a part of a document that is not in the crate as the document has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The crate accepts more than the document says, or something like it.
    Approximated,
    /// It is not in the crate.
    LeftOut,
}

/// Where a fault is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundIn {
    /// In a document or in `codegen.toml`.
    Texts,
    /// In a run of the command line: on the disk, in the system's limits, on a day, between two
    /// documents, at a mock server.
    Run,
    /// In the generator itself. A document that leads to it shows a fault to be mended.
    Generator,
}

/// What became of a place with a fault: `_` where the fault is about the document, and not about what
/// became of it.
macro_rules! outcome {
    (_) => {
        None
    };
    ($outcome:ident) => {
        Some(Outcome::$outcome)
    };
}

macro_rules! catalogue {
    ($($variant:ident $id:literal $severity:ident $outcome:tt $found:ident $summary:literal;)*) => {
        /// A kind of fault. Its id never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const fn all() -> &'static [Self] {
                &[$(Self::$variant,)*]
            }

            /// The stable id, such as `ref-not-found`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// How bad a fault of this kind is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What became of the place; `None` where the fault is about the document and not about
            /// what became of it.
            pub const fn outcome(self) -> Option<Outcome> {
                match self { $(Self::$variant => outcome!($outcome),)* }
            }

            /// Where a fault of this kind is found.
            pub const fn found_in(self) -> FoundIn {
                match self { $(Self::$variant => FoundIn::$found,)* }
            }

            /// What the fault is, in one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// What the fault means, with a bad and a good example, in Markdown.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $id, ".md")),)* }
            }

            /// The code with that id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::all().iter().copied().find(|code| code.id() == id)
            }
        }
    };
}

// The columns: name, id, severity, what became of the place, where it is found, and what it is.
catalogue! {
    // Files and their encoding.
    FileNotFound "file-not-found" Error _ Run "a file cannot be read";
    NotUtf8 "not-utf8" Error _ Texts "a text is not UTF-8";
    TooLarge "too-large" Error _ Run "a text is too large to be read";
    ControlCharacter "control-character" Error _ Texts "a control character stands in the text";

    // The text as JSON or YAML.
    EmptyDocument "empty-document" Error _ Texts "the text says nothing";
    NotYaml "not-yaml" Error _ Texts "the text is not YAML";
    NotJson "not-json" Error _ Texts "the text is not JSON";
    FlowIndentation "flow-indentation" Warning _ Texts "what is in brackets is indented less than what holds it";
    TabIndentation "tab-indentation" Error _ Texts "a line is indented with a tab";
    SeveralDocuments "several-documents" Error _ Texts "one text holds several YAML documents";
    DuplicateKey "duplicate-key" Error _ Texts "a mapping has a key twice";
    KeyNotScalar "key-not-scalar" Error _ Texts "the key of a mapping is a list or a mapping";
    AnchorUnknown "anchor-unknown" Error _ Texts "an alias names no anchor";
    AliasRecursive "alias-recursive" Error _ Texts "an alias stands inside of what it repeats";
    AliasBomb "alias-bomb" Error _ Texts "aliases repeat too much";
    MergeNotMapping "merge-not-mapping" Error _ Texts "a merge key has nothing to merge";
    NestingTooDeep "nesting-too-deep" Error _ Texts "lists and mappings are nested too deep";
    NumberNotFinite "number-not-finite" Error _ Texts "a number is infinite or is none";
    TagMismatch "tag-mismatch" Error _ Texts "a value is not what its YAML tag says";
    TagUnknown "tag-unknown" Warning _ Texts "a YAML tag has no meaning here";

    // The structure of the document.
    UnsupportedVersion "unsupported-version" Error _ Texts "the OpenAPI version is not supported";
    MissingMember "missing-member" Error _ Texts "a required member is not there";
    WrongType "wrong-type" Error _ Texts "a value has the wrong type";
    InvalidValue "invalid-value" Error _ Texts "a value is not one of those that are allowed";
    UnknownMember "unknown-member" Warning LeftOut Texts "OpenAPI has no such member here";
    ExtensionMisspelt "extension-misspelt" Warning LeftOut Texts "an extension has nearly the name of one that is read";
    MemberIgnored "member-ignored" Warning LeftOut Texts "a member has no effect on the generated crate";
    MemberAssumed "member-assumed" Warning Approximated Texts "a required member is not there, and an empty one is assumed";
    ValueConverted "value-converted" Warning Approximated Texts "a value has the wrong type and is read as another";
    OtherVersion "other-version" Warning _ Texts "something belongs to another version of OpenAPI";
    SchemaMissing "schema-missing" Warning Approximated Texts "a parameter or a header does not say what its values are";
    TextNeutralised "text-neutralised" Note Approximated Texts "characters that could mislead a reader were replaced";

    // What the document shows and nobody said.
    EnvelopeDetected "envelope-detected" Note _ Texts "answers are wrapped in an object that most of them have";
    PaginationDetected "pagination-detected" Note _ Texts "lists come in pages";

    // References.
    RefNotFound "ref-not-found" Error _ Texts "a reference leads to nothing";
    RefWrongKind "ref-wrong-kind" Error _ Texts "a reference leads to something of another kind";
    RefConverted "ref-converted" Warning Approximated Texts "a reference leads to another kind of thing than is needed, which is mended";
    RefMissing "ref-missing" Warning Approximated Texts "a reference leads to nothing, and the rest is read";
    RefToItself "ref-to-itself" Error _ Texts "a reference leads to itself";
    RefCircular "ref-circular" Error _ Texts "references lead in a circle";
    RefRemote "ref-remote" Error _ Texts "a reference leads to the network";
    RefOutsideFolder "ref-outside-folder" Error _ Texts "a reference leads out of the document's folder";
    RefInvalid "ref-invalid" Error _ Texts "a reference is not a URI reference with a JSON pointer";
    RefSiblings "ref-siblings" Note _ Texts "members stand beside a reference";
    RefNotAllowed "ref-not-allowed" Error _ Texts "a reference stands where OpenAPI allows none";

    // Paths and operations.
    PathNoSlash "path-no-slash" Error _ Texts "a path does not begin with a slash";
    PathTemplateInvalid "path-template-invalid" Error _ Texts "the braces of a path do not match";
    PathParameterUndeclared "path-parameter-undeclared" Warning Approximated Texts "a path names a parameter that is not declared";
    PathParameterUnused "path-parameter-unused" Warning LeftOut Texts "a path parameter is declared that the path does not name";
    PathParameterNotRequired "path-parameter-not-required" Warning _ Texts "a path parameter is not required";
    PathDuplicate "path-duplicate" Warning _ Texts "two paths differ in parameter names only";
    HeaderParameterIgnored "header-parameter-ignored" Note LeftOut Texts "a header parameter has no effect";
    ParameterDuplicate "parameter-duplicate" Error _ Texts "a parameter is declared twice";
    OperationIdDuplicate "operation-id-duplicate" Warning _ Texts "two operations have one operationId";
    ResponseNone "response-none" Error _ Texts "an operation has no response";
    StatusInvalid "status-invalid" Error _ Texts "a response's key is no status code";
    ServerPlainHttp "server-plain-http" Warning _ Texts "a server is asked over plain http";

    // Names.
    NameCollision "name-collision" Note _ Texts "two items came to one Rust name";
    NameEmpty "name-empty" Note _ Texts "a name has no character that an identifier can have";
    NameInvalid "name-invalid" Error _ Texts "a name that was asked for is no Rust identifier";

    // Schemas.
    EnumEmpty "enum-empty" Warning Approximated Texts "an enum has no values";
    EnumDuplicate "enum-duplicate" Warning _ Texts "an enum has a value twice";
    EnumMixed "enum-mixed" Warning Approximated Texts "an enum has values of several types";
    EnumTypeMismatch "enum-type-mismatch" Warning Approximated Texts "an enum value is not of the schema's type";
    RequiredUnknown "required-unknown" Warning _ Texts "a property is required that is not declared";
    RequiredDuplicate "required-duplicate" Warning _ Texts "a property is required twice";
    AllofConflict "allof-conflict" Warning Approximated Texts "the members of an allOf contradict each other";
    BoundsImpossible "bounds-impossible" Error _ Texts "bounds exclude every value";
    KeywordNotApplicable "keyword-not-applicable" Warning LeftOut Texts "a keyword does not apply to the schema's type";
    PatternInvalid "pattern-invalid" Warning Approximated Texts "a pattern cannot be checked";
    DefaultInvalid "default-invalid" Warning Approximated Texts "a default is not a value of its schema";
    DiscriminatorUnknown "discriminator-unknown" Warning LeftOut Texts "a discriminator names what no branch has";
    TypeUnknown "type-unknown" Error _ Texts "a schema's type is not one of JSON Schema's";
    FormatUnknown "format-unknown" Note Approximated Texts "a format has no type of its own";
    SchemaRecursive "schema-recursive" Error _ Texts "a schema contains itself without end";
    ItemsMissing "items-missing" Warning Approximated Texts "an array does not say what its items are";
    KeywordIgnored "keyword-ignored" Warning LeftOut Texts "a keyword of JSON Schema is not looked at";

    // What the generator cannot do.
    UnsupportedMediaType "unsupported-media-type" Warning LeftOut Texts "a media type is not supported";
    MediaTypeSkipped "media-type-skipped" Note LeftOut Texts "one of several media types is not used";
    UnsupportedStyle "unsupported-style" Error _ Texts "a parameter's style is not supported";
    UnsupportedEncoding "unsupported-encoding" Warning LeftOut Texts "the encoding of a body is not supported";
    UnsupportedSchema "unsupported-schema" Warning Approximated Texts "a schema is too open for a type of its own";
    UnsupportedFeature "unsupported-feature" Warning LeftOut Texts "a part of the document is left out";
    WebhooksSkipped "webhooks-skipped" Note LeftOut Texts "webhooks are left out";
    CallbacksSkipped "callbacks-skipped" Note LeftOut Texts "callbacks are left out";
    LinksSkipped "links-skipped" Note LeftOut Texts "links are left out";

    // Security.
    SecurityUnknown "security-unknown" Warning LeftOut Texts "a security requirement names no scheme";
    SecurityScopeUnknown "security-scope-unknown" Warning _ Texts "a security requirement names no scope of its scheme";
    SecurityUnsupported "security-unsupported" Warning LeftOut Texts "a security scheme is not supported";

    // Deprecation.
    SunsetInvalid "sunset-invalid" Error _ Texts "a sunset is no date";
    SunsetWithoutDeprecated "sunset-without-deprecated" Warning _ Texts "a sunset stands on what is not deprecated";
    SunsetExpired "sunset-expired" Error _ Run "the end of something deprecated has passed";
    SunsetNear "sunset-near" Error _ Run "something deprecated ends soon";
    AliasMissing "alias-missing" Error _ Texts "`x-alias-of` names no sibling";
    AliasSelf "alias-self" Error _ Texts "`x-alias-of` names the property itself";
    AliasCircular "alias-circular" Error _ Texts "`x-alias-of` leads in a circle";
    AliasChain "alias-chain" Error _ Texts "`x-alias-of` names another old name";
    AliasTypeDiffers "alias-type-differs" Error _ Texts "an old name has another type than the new one";
    AliasRequired "alias-required" Error _ Texts "an old name is required";

    // codegen.toml.
    ConfigSyntax "config-syntax" Error _ Texts "codegen.toml is not TOML";
    ConfigUnknownKey "config-unknown-key" Error _ Texts "codegen.toml has a key that nothing reads";
    ConfigWrongType "config-wrong-type" Error _ Texts "a value of codegen.toml has the wrong type";
    ConfigMissingKey "config-missing-key" Error _ Texts "codegen.toml lacks a key";
    ConfigInvalidValue "config-invalid-value" Error _ Texts "a value of codegen.toml is not one of those that are allowed";
    SelectionEmpty "selection-empty" Error _ Texts "a selection names no operation";
    ConfigUnusedOverride "config-unused-override" Warning _ Texts "codegen.toml names what the document has not";

    // The generator itself.
    GeneratorFault "generator-fault" Error _ Generator "the generator made what it must not make";
    NoThreads "no-threads" Error _ Run "the system starts no more threads or processes";

    // The output folder.
    OutputHandWritten "output-hand-written" Error _ Run "a file written by hand is where a generated one belongs";
    OutputChanged "output-changed" Error _ Run "a generated file was changed by hand";
    OutputPathInvalid "output-path-invalid" Error _ Run "a file would not be inside of the output folder";
    OutputNotWritten "output-not-written" Error _ Run "the output folder cannot be read or written";
    OutputLocked "output-locked" Error _ Run "another run writes to the output folder";
    OutputInterrupted "output-interrupted" Error _ Run "an earlier run was interrupted";
    OutputStale "output-stale" Error _ Run "generated files are not up to date";

    // A comparison of documents.
    DiffBreaking "diff-breaking" Error _ Run "a change breaks what worked";
    DiffUndeclared "diff-undeclared" Error _ Run "a change asks for another version";

    // The calls on a mock server.
    ContractTool "contract-tool" Error _ Run "what the mock server runs on is not there";
    ContractMock "contract-mock" Error _ Run "the mock server does not run";
    ContractBroken "contract-broken" Error _ Run "the crate and its document do not agree";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let ids: HashSet<_> = Code::all().iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::all().len());
        for code in Code::all() {
            let id = code.id();
            assert!(id.split('-').all(|word| !word.is_empty()), "{id}");
            assert!(
                id.chars().all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit()),
                "{id}"
            );
            assert_eq!(Code::from_id(id), Some(*code));
        }
        assert_eq!(Code::from_id("no-such-code"), None);
    }

    #[test]
    fn only_what_is_generated_has_an_outcome() {
        for code in Code::all() {
            let refused = code.severity() == Severity::Error;
            let elsewhere = code.found_in() != FoundIn::Texts;
            assert!(code.outcome().is_none() || !(refused || elsewhere), "{code}");
        }
    }

    #[test]
    fn every_explanation_has_its_sections() {
        for code in Code::all() {
            let id = code.id();
            let text = code.explanation();
            assert!(text.starts_with(&format!("# {id}\n")), "{id}: the title is not the id");
            let sections: Vec<_> = text.split("\n## ").collect();
            let titles: Vec<_> = sections.iter().skip(1).filter_map(|s| s.lines().next()).collect();
            assert_eq!(titles, ["Bad", "Good", "What to do"], "{id}: sections");
            for section in &sections {
                let body = section.split_once('\n').map_or("", |(_, body)| body).trim();
                assert!(body.len() > 10, "{id}: a section is empty");
            }
            for section in sections.iter().skip(1).take(2) {
                assert_eq!(section.matches("```").count(), 2, "{id}: no example");
            }
            let (bad, good) = (sections[1].split_once('\n'), sections[2].split_once('\n'));
            assert_ne!(bad, good, "{id}: the examples are the same");
        }
    }

    #[test]
    fn every_explanation_belongs_to_a_code() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explain");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let id = path.file_stem().unwrap().to_str().unwrap();
            assert!(Code::from_id(id).is_some(), "{id}.md explains no code");
        }
    }
}
