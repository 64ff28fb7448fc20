//! Documents of a size, made from a seed: to measure with. They are like what companies publish: each
//! operation has parameters, a body and an envelope around its response, and two or three schemas that
//! no other one has.

use serde_json::{Map, Value, json};

const THINGS: &[&str] = &[
    "account",
    "alert",
    "bucket",
    "certificate",
    "cluster",
    "dataset",
    "domain",
    "endpoint",
    "filter",
    "gateway",
    "image",
    "job",
    "key",
    "list",
    "member",
    "network",
    "origin",
    "policy",
    "queue",
    "rule",
    "script",
    "session",
    "token",
    "tunnel",
    "user",
    "video",
    "webhook",
    "worker",
    "zone",
];

const FIELDS: &[&str] = &[
    "address",
    "comment",
    "count",
    "enabled",
    "expires_on",
    "hostname",
    "interval",
    "kind",
    "labels",
    "limit",
    "mode",
    "name",
    "owner",
    "path",
    "priority",
    "region",
    "size",
    "source",
    "state",
    "status",
    "tags",
    "target",
    "threshold",
    "title",
    "ttl",
    "url",
    "version",
    "weight",
];

const WORDS: &[&str] = &[
    "the", "value", "that", "is", "used", "when", "a", "request", "matches", "this", "setting",
    "of", "an", "account", "and", "what", "it", "applies", "to", "before", "any", "other", "one",
];

/// The operations of a thing.
const METHODS: &[(&str, &str, bool)] = &[
    ("list", "get", false),
    ("create", "post", false),
    ("get", "get", true),
    ("replace", "put", true),
    ("edit", "patch", true),
    ("delete", "delete", true),
];

/// How many things a group of the API has.
const GROUP: usize = 4;

/// A document with so many operations, the same for the same seed. Ten thousand take about 20 MB.
#[must_use]
pub fn sized(operations: usize, seed: u64) -> Value {
    let mut maker = Maker { state: seed | 1, schemas: Map::new() };
    let mut paths = Map::new();
    for (index, &(verb, method, is_one)) in METHODS.iter().cycle().take(operations).enumerate() {
        let number = index / METHODS.len();
        if index % METHODS.len() == 0 {
            maker.thing(number);
        }
        let operation = maker.operation(number, verb, is_one);
        let tail = if is_one { "/{id}" } else { "" };
        let path = format!("/accounts/{{account_id}}/{}s{tail}", thing_name(number));
        let item = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(method.to_owned(), operation);
        }
    }
    let mut schemas = maker.schemas;
    schemas.insert("identifier".into(), identifier());
    schemas.insert("messages".into(), messages());
    schemas.insert("api-response".into(), envelope());
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Seeded", "version": "1.0.0", "description": "An API that nobody serves." },
        "servers": [{ "url": "https://api.example.com/v1" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn pick<'a>(list: &[&'a str], index: usize) -> &'a str {
    list.get(index % list.len()).copied().unwrap_or_default()
}

/// The name of a thing, such as `zone-rule-17`.
fn thing_name(number: usize) -> String {
    let (first, second) = (pick(THINGS, number), pick(THINGS, number / 7 + 3));
    format!("{first}-{second}-{number}")
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn identifier() -> Value {
    json!({
        "type": "string", "description": "Identifier.", "maxLength": 32, "readOnly": true,
        "example": "023e105f4ecef8ad9ca31a8372d0c353",
    })
}

fn messages() -> Value {
    let message = json!({
        "type": "object", "required": ["code", "message"],
        "properties": { "code": { "type": "integer", "minimum": 1000 }, "message": { "type": "string" } },
    });
    json!({ "type": "array", "items": message, "example": [] })
}

fn envelope() -> Value {
    json!({
        "type": "object", "required": ["success", "errors", "messages"],
        "properties": {
            "success": { "type": "boolean", "description": "Whether the API call was successful." },
            "errors": reference("messages"),
            "messages": reference("messages"),
        },
    })
}

/// What is being made, and numbers that look like chance (xorshift), the same from the same seed.
struct Maker {
    state: u64,
    schemas: Map<String, Value>,
}

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or_default() % limit.max(1)
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| pick(WORDS, self.below(WORDS.len()))).collect();
        let text = words.join(" ");
        let first = text.chars().next().map(|first| first.to_uppercase().to_string());
        format!("{}{}.", first.unwrap_or_default(), text.get(1..).unwrap_or_default())
    }

    /// The schemas of a thing: itself, what makes it, its list of states, and a union.
    fn thing(&mut self, number: usize) {
        let name = thing_name(number);
        let states: Vec<_> = (0..3 + self.below(6)).map(|n| pick(FIELDS, number + n * 5)).collect();
        let described = self.words(7);
        let state = json!({ "type": "string", "enum": states, "description": described });
        self.schemas.insert(format!("{name}-state"), state);
        let count = 5 + self.below(10);
        let input = self.object(number, count);
        self.schemas.insert(format!("{name}-input"), input);
        let added = json!({
            "type": "object", "required": ["id", "created_on"],
            "properties": {
                "id": reference("identifier"),
                "created_on": {
                    "type": "string", "format": "date-time", "readOnly": true,
                    "example": "2024-01-01T05:20:00.12345Z",
                },
                "current_state": reference(&format!("{name}-state")),
                "former_name": { "type": "string", "deprecated": true, "x-sunset": "2030-01-31" },
            },
        });
        let parts = json!([reference(&format!("{name}-input")), added]);
        let described = self.words(12);
        let whole = json!({ "allOf": parts, "description": described, "title": name });
        self.schemas.insert(name.clone(), whole);
        let branches: Vec<_> =
            ["static", "dynamic"].iter().map(|kind| self.branch(number, kind)).collect();
        self.schemas.insert(format!("{name}-target"), json!({ "oneOf": branches }));
    }

    fn branch(&mut self, number: usize, kind: &str) -> Value {
        let mut branch = self.object(number + kind.len(), 3);
        if let Some(properties) = branch.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("type".into(), json!({ "type": "string", "enum": [kind] }));
        }
        if let Some(branch) = branch.as_object_mut() {
            branch.insert("required".into(), json!(["type"]));
            branch.insert("title".into(), json!(kind));
        }
        branch
    }

    fn object(&mut self, number: usize, count: usize) -> Value {
        let start = self.below(FIELDS.len());
        let mut properties = Map::new();
        for index in 0..count {
            let property = self.property(number, index < 4);
            properties.insert(pick(FIELDS, start + index).to_owned(), property);
        }
        let required: Vec<_> = (0..count.min(3)).map(|index| pick(FIELDS, start + index)).collect();
        let described = self.words(9);
        json!({
            "type": "object", "description": described, "required": required, "properties": properties,
        })
    }

    fn property(&mut self, number: usize, may_nest: bool) -> Value {
        let described = self.words(8);
        match self.below(10) {
            0 => {
                json!({ "type": "integer", "minimum": 0, "maximum": 3600, "description": described })
            }
            1 => json!({ "type": "boolean", "default": false, "description": described }),
            2 => json!({ "type": "string", "format": "date-time", "nullable": true }),
            3 => json!({ "type": "array", "items": { "type": "string" }, "maxItems": 100 }),
            4 => json!({ "type": "number", "example": 0.5, "description": described }),
            5 => json!({ "type": "string", "enum": ["on", "off"], "description": described }),
            6 => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            // Only what came before, so that nothing holds itself.
            7 if number > 0 => {
                let other = self.below(number);
                let part = pick(&["-state", "-input", "-target", ""], self.below(4));
                reference(&format!("{}{part}", thing_name(other)))
            }
            8 if may_nest => {
                let properties: Map<_, _> = (0..3)
                    .map(|at| {
                        (pick(FIELDS, number + at * 9).to_owned(), self.property(number, false))
                    })
                    .collect();
                json!({ "type": "object", "properties": properties })
            }
            _ => json!({
                "type": "string", "maxLength": 64, "description": described,
                "example": "blog.example.com",
            }),
        }
    }

    fn operation(&mut self, number: usize, verb: &str, is_one: bool) -> Value {
        let name = thing_name(number);
        let (is_list, is_written) = (verb == "list", matches!(verb, "create" | "replace" | "edit"));
        let id = |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": reference("identifier") });
        let mut parameters = vec![id("account_id")];
        parameters.extend(is_one.then(|| id("id")));
        if is_list {
            let number = |name: &str| json!({ "name": name, "in": "query", "schema": { "type": "integer", "minimum": 1 } });
            let state = reference(&format!("{name}-state"));
            parameters.extend([number("page"), number("per_page")]);
            parameters.push(json!({ "name": "state", "in": "query", "schema": state, "description": self.words(6) }));
        }
        let result = match verb {
            "list" => json!({ "type": "array", "items": reference(&name) }),
            "delete" => {
                json!({ "type": "object", "properties": { "id": reference("identifier") } })
            }
            _ => reference(&name),
        };
        let response = json!({ "allOf": [
            reference("api-response"), { "type": "object", "properties": { "result": result } },
        ] });
        let content = |schema: Value| json!({ "application/json": { "schema": schema } });
        let mut operation = json!({
            "operationId": format!("{name}-{verb}"),
            "tags": [format!("{} {}", pick(THINGS, number / GROUP), number / GROUP)],
            "summary": self.words(4),
            "description": self.words(16),
            "parameters": parameters,
            "responses": {
                "200": { "description": "The answer.", "content": content(response) },
                "4XX": { "description": "A failure.", "content": content(reference("api-response")) },
            },
        });
        if is_written && let Some(operation) = operation.as_object_mut() {
            let body = content(reference(&format!("{name}-input")));
            operation.insert("requestBody".into(), json!({ "required": true, "content": body }));
        }
        operation
    }
}
