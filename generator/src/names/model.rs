//! What `names` decides, as plain data. Lists run beside those of the API model, in the same order,
//! so that a reader walks both with `zip`.

use crate::api::TypeId;

/// The names of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeNames {
    /// The type: `CreateShareRequest`. No two types of the crate have the same.
    pub ident: String,
    /// The module in which the type is written, which is the name of its file too:
    /// `create_share_request`. It is never a keyword. A type inside another one stands in the module
    /// of its outermost parent.
    pub module: String,
    /// The fields of a struct, in the order of its properties.
    pub fields: Vec<FieldNames>,
    /// The field of a struct that holds the properties that the document does not name. Only a
    /// struct that has such a field uses it.
    pub additional: FieldNames,
    /// The variants of an enumeration or a union, in the order of its values or branches. The
    /// variant for what the crate does not know is always `Unknown`, which none of these is.
    pub variants: Vec<String>,
    /// The type of `values` that this is another name of: `AscOrDesc`, where other types of the
    /// document have the same list of values.
    pub values: Option<String>,
}

/// The name of a list of values that several types have.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValuesNames {
    /// The type: `AscOrDesc`, unique in the module `values`.
    pub ident: String,
    /// The types that are other names of it; there are at least two.
    pub members: Vec<TypeId>,
}

/// The names of a field of a struct.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The field, and the argument of the constructor: `account_id`, `r#type`.
    pub ident: String,
    /// The method that sets it: `with_account_id`, `with_type`.
    pub setter: String,
    /// The methods that set it under its old names, in the order of `Property::aliases`.
    pub aliases: Vec<String>,
}

/// The number of a group in [`Names::groups`](super::Names::groups).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub(super) usize);

impl GroupId {
    /// The index of the group.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// The names of a group of operations: a module with a handle and a builder an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// The group that it is inside; `None` for a group of the client itself.
    pub parent: Option<GroupId>,
    /// The names of the modules from `api` down to this group's, none of them a keyword:
    /// `["shares", "recipients"]`.
    pub path: Vec<String>,
    /// The method of the parent's handle, or of the client, that gives this group's: `recipients`.
    pub accessor: String,
    /// The type of the handle, unique in the module: `Recipients`.
    pub handle: String,
    /// The feature of the crate that switches the group on, by its topmost group: `shares`.
    pub feature: String,
    /// What the document calls the group, for the documentation: the tag, where it is one.
    pub title: String,
    /// The groups inside it, sorted by module.
    pub children: Vec<GroupId>,
    /// The indices of its operations in `Api::operations`, sorted by method.
    pub operations: Vec<usize>,
}

impl GroupNames {
    /// The module of the group itself: `recipients`.
    #[must_use]
    pub fn module(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// The file of the group, below `src`: `api/shares/recipients.rs`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("api/{}.rs", self.path.join("/"))
    }
}

/// The names of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// The group in which it is.
    pub group: GroupId,
    /// The method of the group's handle: `list`.
    pub method: String,
    /// The type that the method gives: `List`, unique in the group's module. Names of models may be
    /// the same: write those as `models::List`.
    pub builder: String,
    /// The names of the parameters, in the order of `Operation::parameters`.
    pub parameters: Vec<ParameterNames>,
    /// The type of what comes back, where that depends on the status: `GetAnswer`.
    pub response: String,
    /// The names of the form, where the body can be one with files.
    pub form: FormNames,
    /// The methods for other media types of the body than the preferred one, each with the index of
    /// its content: `edit_multipart`.
    pub others: Vec<(usize, String)>,
    /// The constant that says how its list comes in pages, where it does.
    pub paging: Option<String>,
}

/// The names of a form with files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormNames {
    /// The type: `EditForm`, unique in the group's module.
    pub ident: String,
    /// The fields, in the order of the properties of its schema.
    pub fields: Vec<FieldNames>,
}

/// The names of a parameter of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParameterNames {
    /// The argument of the method where the parameter is required, the setter of the builder where it
    /// is not, and the field of the builder in both cases.
    pub ident: String,
    /// The setters of its old names, in the order of `Parameter::aliases`.
    pub aliases: Vec<String>,
}

/// The names of a variable in the addresses of servers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVariableNames {
    /// The setter on the builder of the client: `region`.
    pub setter: String,
    /// A constant for the variable: `REGION`.
    pub constant: String,
}

/// The names of a security scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityNames {
    /// The setter on the builder of the client: `api_token`.
    pub setter: String,
    /// A constant for the scheme: `API_TOKEN`.
    pub constant: String,
    /// The environment variable of the secret: `CLOUDFLARE_API_TOKEN`.
    pub env: String,
    /// The environment variable of the user's name, for HTTP's basic scheme.
    pub env_user: Option<String>,
}
