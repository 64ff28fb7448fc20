//! The rules: what each kind of change does to a caller. A new one is a line of the table below and
//! a text in `explain/`.

use super::change::Verdict;
use crate::api::Usage;
use std::fmt;

macro_rules! rules {
    ($($variant:ident $id:literal $request:ident $response:ident $summary:literal;)*) => {
        /// A kind of change. Its id never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const fn all() -> &'static [Self] {
                &[$(Self::$variant,)*]
            }

            /// The stable id, such as `property-removed`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What such a change does where a caller sends it.
            pub const fn in_request(self) -> Verdict {
                match self { $(Self::$variant => Verdict::$request,)* }
            }

            /// What such a change does where a caller receives it.
            pub const fn in_response(self) -> Verdict {
                match self { $(Self::$variant => Verdict::$response,)* }
            }

            /// What the change is, in one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// What the rule means, with a bad and a good example, in Markdown.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $id, ".md")),)* }
            }

            /// The rule with that id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::all().iter().copied().find(|rule| rule.id() == id)
            }
        }
    };
}

rules! {
    // The columns: the rule, its id, its verdict in requests, its verdict in responses, what it is.
    // What has no direction, such as a server, has one verdict twice.

    // Operations.
    OperationAdded "operation-added" Compatible Compatible "an operation is new";
    OperationRemoved "operation-removed" Breaking Breaking "an operation is gone";
    OperationRenamed "operation-renamed" Unaffected Unaffected "an operation has another id, group or method name";
    PathParameterRenamed "path-parameter-renamed" Unaffected Unaffected "a path parameter has another name";

    // Parameters.
    ParameterAddedRequired "parameter-added-required" Breaking Breaking "a required parameter is new";
    ParameterAddedOptional "parameter-added-optional" Compatible Compatible "an optional parameter is new";
    ParameterRemoved "parameter-removed" Warning Warning "a parameter is gone";
    ParameterBecameRequired "parameter-became-required" Breaking Breaking "a parameter must now be given";
    ParameterBecameOptional "parameter-became-optional" Compatible Compatible "a parameter need not be given any more";
    ParameterMoved "parameter-moved" Breaking Breaking "a parameter is sent in another place";
    ParameterStyleChanged "parameter-style-changed" Breaking Breaking "a parameter is written in another way";

    // Bodies and responses.
    BodyAddedRequired "body-added-required" Breaking Breaking "an operation now asks for a body";
    BodyAddedOptional "body-added-optional" Compatible Compatible "an operation now takes a body";
    BodyRemoved "body-removed" Warning Warning "an operation takes no body any more";
    BodyBecameRequired "body-became-required" Breaking Breaking "a body must now be sent";
    BodyBecameOptional "body-became-optional" Compatible Compatible "a body need not be sent any more";
    MediaTypeAdded "media-type-added" Compatible Compatible "a body has a further media type";
    MediaTypeRemoved "media-type-removed" Breaking Breaking "a body has a media type less";
    MediaTypeParameters "media-type-parameters-changed" Compatible Compatible "a media type has other parameters";
    MediaTypeGeneralised "media-type-generalised" Compatible Warning "a media type became a range with it";
    MediaTypeSpecialised "media-type-specialised" Breaking Compatible "a range of media types became one of them";
    PartEncodingChanged "part-encoding-changed" Breaking Breaking "a part of a body has another media type";
    ContentDescribed "content-described" Breaking Compatible "a body that was open has a schema";
    ContentOpened "content-opened" Compatible Breaking "a body has no schema any more";
    EnvelopeChanged "envelope-changed" Breaking Breaking "the wrapper around an answer came or went";
    SuccessStatusAdded "success-status-added" Compatible Warning "a call can succeed with a further status";
    SuccessStatusRemoved "success-status-removed" Breaking Breaking "a call does not succeed with this status any more";
    StatusGeneralised "status-generalised" Compatible Compatible "a status became a range with it";
    StatusSpecialised "status-specialised" Compatible Compatible "a range of statuses became one of them";
    ErrorStatusAdded "error-status-added" Compatible Compatible "a call can fail with a further status";
    ErrorStatusRemoved "error-status-removed" Compatible Compatible "a call does not fail with this status any more";
    HeaderAdded "answer-header-added" Compatible Compatible "an answer has a further header";
    HeaderRemoved "answer-header-removed" Compatible Breaking "an answer has a header less";
    HeaderBecameOptional "answer-header-became-optional" Compatible Breaking "a header need not be there any more";
    HeaderBecameRequired "answer-header-became-required" Compatible Compatible "a header is always there";

    // Properties.
    PropertyAddedRequired "property-added-required" Breaking Compatible "a required property is new";
    PropertyAddedOptional "property-added-optional" Compatible Compatible "an optional property is new";
    PropertyRemoved "property-removed" Warning Breaking "a property is gone";
    PropertyRemovedClosed "property-removed-closed" Breaking Breaking "a property is gone, and the object refuses it";
    PropertyRenamed "property-renamed-with-alias" Compatible Warning "a name is now the old name of another";
    PropertyBecameRequired "property-became-required" Breaking Compatible "a property must now be there";
    PropertyBecameOptional "property-became-optional" Compatible Breaking "a property need not be there any more";
    PropertyBecameReadOnly "property-became-read-only" Warning Compatible "only the server sets a property from now on";
    PropertyBecameWriteOnly "property-became-write-only" Compatible Breaking "the server never gives a property back any more";
    PropertyNoLongerReadOnly "property-no-longer-read-only" Compatible Compatible "a caller can now set a property";
    PropertyNoLongerWriteOnly "property-no-longer-write-only" Compatible Compatible "the server now gives a property back";
    OldNameAdded "old-name-added" Compatible Compatible "a further old name is understood";
    OldNameRemoved "old-name-removed" Warning Compatible "an old name is not understood any more";
    AdditionalAllowed "additional-properties-allowed" Compatible Compatible "an object may now have other properties";
    AdditionalForbidden "additional-properties-forbidden" Breaking Compatible "an object may have no other properties any more";
    AdditionalNarrowed "additional-properties-narrowed" Breaking Compatible "other properties are of one type now";
    AdditionalWidened "additional-properties-widened" Compatible Warning "other properties may be of any type now";
    AdditionalRespelled "additional-properties-respelled" Unaffected Unaffected "other properties are as free as before, in other words";

    // Types and what values hold to.
    TypeChanged "type-changed" Breaking Breaking "values are of another type";
    TypeWidened "type-widened" Compatible Breaking "a type has values that it had not";
    TypeNarrowed "type-narrowed" Breaking Compatible "a type has lost some of its values";
    TypeRespelled "type-respelled" Unaffected Unaffected "a type is another, and what is written is the same";
    FormatChanged "format-changed" Warning Warning "a format that is only a hint is another";
    NullAllowed "null-allowed" Compatible Breaking "a value may now be null";
    NullForbidden "null-forbidden" Breaking Compatible "a value may not be null any more";
    BoundTightened "bound-tightened" Breaking Compatible "a bound leaves less room";
    BoundLoosened "bound-loosened" Compatible Warning "a bound leaves more room";
    PatternAdded "pattern-added" Breaking Compatible "a string must now match a pattern";
    PatternRemoved "pattern-removed" Compatible Warning "a string need not match a pattern any more";
    PatternChanged "pattern-changed" Breaking Warning "a string must match another pattern";
    DefaultChanged "default-changed" Warning Warning "what is meant where no value is given is another";
    EnumValueAdded "enum-value-added" Compatible Compatible "an enum has a further value";
    EnumValueRemoved "enum-value-removed" Breaking Compatible "an enum has a value less";
    EnumOpened "enum-opened" Compatible Compatible "an enum may now be any value of its type";
    EnumClosed "enum-closed" Breaking Compatible "values are now one of a list";
    UnionBranchAdded "union-branch-added" Compatible Compatible "a union has a further branch";
    UnionBranchRemoved "union-branch-removed" Breaking Compatible "a union has a branch less";
    UnionKindChanged "union-kind-changed" Warning Warning "a union is exclusive, and was not, or the other way round";
    DiscriminatorChanged "discriminator-changed" Breaking Breaking "a union tells its branches apart in another way";
    DiscriminatorAdded "discriminator-added" Compatible Compatible "a union says how its branches are told apart";
    DiscriminatorRemoved "discriminator-removed" Compatible Compatible "a union does not say how its branches are told apart";
    DiscriminatorValueAdded "discriminator-value-added" Compatible Compatible "a further value means a branch of a union";
    ConditionAdded "condition-added" Breaking Compatible "values must hold to a further condition";
    ConditionRemoved "condition-removed" Compatible Warning "values need not hold to a condition any more";
    ConditionChanged "condition-changed" Warning Warning "a condition is another, which is not judged";
    ContentTypeChanged "content-type-changed" Breaking Breaking "a string holds content of another media type";
    SchemaReplaced "schema-replaced" Unaffected Unaffected "another schema is in the place of one";
    SchemaRenamed "schema-renamed" Unaffected Unaffected "a schema has another name";
    SchemaAdded "schema-added" Unaffected Unaffected "a schema is new that no operation uses";
    SchemaRemoved "schema-removed" Unaffected Unaffected "a schema is gone that no operation used";
    SchemaDirectionChanged "schema-direction-changed" Unaffected Unaffected "a schema travels in other directions";

    // Security and servers.
    SecuritySchemeAdded "security-scheme-added" Compatible Compatible "there is a further way to say who one is";
    SecuritySchemeRemoved "security-scheme-removed" Breaking Breaking "a way to say who one is has gone";
    SecuritySchemeChanged "security-scheme-changed" Breaking Breaking "a secret is sent in another way";
    SecuritySchemeRenamed "security-scheme-renamed" Unaffected Unaffected "a way to say who one is has another name";
    AuthFlowChanged "auth-flow-changed" Warning Warning "a token is got in another way";
    SecurityTightened "security-tightened" Breaking Breaking "a call asks for what it did not ask for";
    SecurityLoosened "security-loosened" Compatible Compatible "a call is content with something else, too";
    SecurityScopesAdded "security-scopes-added" Breaking Breaking "a call asks for a scope that it did not ask for";
    SecurityScopesRemoved "security-scopes-removed" Compatible Compatible "a call asks for fewer scopes";
    ServerAdded "server-added" Compatible Compatible "there is a further server";
    ServerRemoved "server-removed" Breaking Breaking "a server is gone";
    ServerMoved "server-moved" Breaking Breaking "a call goes to another server";
    ServerPrefixMoved "server-prefix-moved" Compatible Compatible "a part of all addresses moved between the server and the paths";
    ServerRespelled "server-respelled" Compatible Compatible "a server has the same address in other words";
    ServerDefaultChanged "server-default-changed" Warning Warning "another server is the first one";
    ServerVariableChanged "server-variable-changed" Warning Warning "a variable of a server's address has other values";

    // Deprecation and stability.
    Deprecated "deprecated" Compatible Compatible "something is announced to end";
    DeprecationWithdrawn "deprecation-withdrawn" Compatible Compatible "something is not to end any more";
    SunsetMovedEarlier "sunset-moved-earlier" Breaking Breaking "something ends earlier than was announced";
    SunsetMovedLater "sunset-moved-later" Compatible Compatible "something ends later than was announced";
    RemovedAfterSunset "removed-after-sunset" Compatible Compatible "something is gone after its announced end";
    RemovedBeforeSunset "removed-before-sunset" Breaking Breaking "something is gone before its announced end";
    StabilityDecreased "stability-decreased" Breaking Breaking "something is less stable than it was said to be";
    StabilityIncreased "stability-increased" Compatible Compatible "something is more stable than it was said to be";

    // Calls that the server makes.
    WebhookAdded "webhook-added" Compatible Compatible "the server makes a further call";
    WebhookRemoved "webhook-removed" Breaking Breaking "the server does not make a call any more";
    WebhookChanged "webhook-changed" Warning Warning "a call of the server is another, which is not judged";
    CallbackAdded "callback-added" Compatible Compatible "an operation has the server make a further call";
    CallbackRemoved "callback-removed" Breaking Breaking "an operation does not have the server make a call any more";
    CallbackChanged "callback-changed" Warning Warning "a call that the server makes for an operation is another, which is not judged";

    // What is not judged.
    NotJudged "not-judged" Warning Warning "something is another that is not judged";
    ExtensionChanged "extension-changed" Unaffected Unaffected "something is another that nothing reads";

    // Words, and what only a user of the crate sees.
    DocumentationChanged "documentation-changed" Unaffected Unaffected "the words about something are others";
    FeaturesChanged "features-changed" Unaffected Unaffected "the crate has other features";
    RustApiChanged "rust-api-changed" Unaffected Unaffected "the Rust API changes for a reason that the wire does not see";
}

impl Rule {
    /// What such a change does where values travel in these directions.
    #[must_use]
    pub fn verdict(self, directions: Usage) -> Verdict {
        let request = if directions.request { self.in_request() } else { Verdict::Unaffected };
        let response = if directions.response { self.in_response() } else { Verdict::Unaffected };
        request.max(response)
    }

    /// Whether it is about words, or about what only the wire has: no item of a crate is another for
    /// its sake.
    pub(super) fn is_of_words(self) -> bool {
        matches!(
            self,
            Self::DocumentationChanged
                | Self::PatternAdded
                | Self::PatternRemoved
                | Self::PatternChanged
                | Self::ExtensionChanged
                | Self::NotJudged
                | Self::ConditionAdded
                | Self::ConditionRemoved
                | Self::ConditionChanged
                | Self::SunsetMovedEarlier
                | Self::SunsetMovedLater
                | Self::StabilityDecreased
                | Self::StabilityIncreased
                | Self::CallbackAdded
                | Self::CallbackRemoved
                | Self::CallbackChanged
        )
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
