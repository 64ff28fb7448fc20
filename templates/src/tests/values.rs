//! Values that are read come as they are: unions, numbers and times.

#![allow(unreachable_pub, dead_code, reason = "the macros make what public models offer")]
#![allow(unused_parens, reason = "a macro cannot leave them out")]
#![allow(clippy::enum_variant_names, reason = "so may the names of a document be")]

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value, from_str, to_string};

use crate::runtime::model::{
    Branches, IntegerEnum, ModelPart, TimeOfDay, Union, integer_enum, record, string_enum, union,
};
use crate::runtime::params::{PathStyle, path_text};

/// A record, as the generator writes one.
macro_rules! model {
    ($name:ident { $($field:ident: $ty:ty = $($optional:literal)? $($kind:ident($key:literal))?),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq)]
        struct $name {
            $($field: $ty,)*
        }

        record!($name { $($field = $($optional)? $($kind($key))?),* });
    };
}

/// An enum of strings.
macro_rules! texts {
    ($name:ident { $($variant:ident = $text:literal),* }) => {
        #[derive(Clone, Debug)]
        enum $name {
            $($variant,)*
            Unknown(String),
        }

        string_enum!($name { $($variant = $text,)* });
    };
}

/// An enum of integers.
macro_rules! integers {
    ($name:ident: $number:ident { $($variant:ident = $value:literal),* }) => {
        #[derive(Clone, Debug, PartialEq)]
        enum $name {
            $($variant,)*
            Unknown($number),
        }

        impl IntegerEnum for $name {
            const VALUES: &'static [($number, Self)] = &[$(($value, Self::$variant)),*];
        }

        integers!(@ $name $number);
    };
    (@ $name:ident i64) => { integer_enum!($name); };
    (@ $name:ident u64) => { integer_enum!($name, u64); };
    (@ $name:ident i128) => { integer_enum!($name, i128); };
}

/// A union, as the generator writes one.
macro_rules! one_of {
    ($name:ident $(by $tag:literal)? { $($variant:ident($ty:ty) $(= $($value:literal)|+)?),* $(,)? }) => {
        #[derive(Clone, Debug, PartialEq)]
        enum $name {
            $($variant($ty),)*
            Unknown(Value),
        }

        impl Union for $name {
            const TAG: Option<&'static str> = {
                let tags: &[&str] = &[$($tag)?];
                tags.first().copied()
            };
            const UNKNOWN: fn(Value) -> Self = Self::Unknown;

            fn branches<B: Branches<Self>>(to: B) -> B {
                to $(.branch(&[$($($value),+)?], Self::$variant))*
            }

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.write_value(to),)*
                    Self::Unknown(value) => value.write_value(to),
                }
            }
        }

        union!($name);
    };
}

/// Reads a value and writes it again; says the name of the variant before it.
fn again<T: DeserializeOwned + Serialize + std::fmt::Debug>(text: &str) -> String {
    let value: T = from_str(text).unwrap();
    let debug = format!("{value:?}");
    let variant = debug.split(['(', ' ']).next().unwrap();
    format!("{variant} {}", to_string(&value).unwrap())
}

texts!(And { And = "and", Or = "or" });
texts!(Nand { Nand = "nand" });
model!(Group { operator: And = Required("operator"), filters: Vec<Filter> = Required("filters") });
model!(Negated { operator: Nand = Required("operator"), filters: Vec<Filter> = Required("filters") });
model!(Test { field: String = Required("field"), value: i64 = Required("value") });
one_of!(Filter { Group(Group), Negated(Negated), Test(Test) });

#[test]
fn a_branch_is_taken_by_its_constants() {
    let filter = again::<Filter>;
    let nand = r#"{"operator":"nand","filters":[]}"#;
    assert_eq!(filter(nand), format!("Negated {nand}"));
    let inner = r#"{"operator":"and","filters":[{"operator":"nand","filters":[]},{"field":"a","value":1}]}"#;
    assert_eq!(filter(inner), format!("Group {inner}"));
    // Neither list has it.
    let unknown = r#"{"filters":[],"operator":"xor"}"#;
    assert_eq!(filter(unknown), format!("Unknown {unknown}"));
    // What is not understood inside does not make the whole so.
    let inner = r#"{"operator":"or","filters":[{"new":[1.50,{"a":null}]}]}"#;
    assert_eq!(filter(inner), r#"Group {"operator":"or","filters":[{"new":[1.5,{"a":null}]}]}"#);
}

model!(Folder { children: Option<Vec<Layer>> = "children", name: Option<String> = "name" });
model!(Frame { children: Option<Vec<Layer>> = "children", width: Option<f64> = "width" });
one_of!(Layer { Folder(Folder), Frame(Frame) });

#[test]
fn reading_does_not_double_with_each_level() {
    // Two branches a level: as many readings as there are would not end with 2^60.
    let depth = 60;
    let leaf = r#"{"width":1.5}"#;
    let text = format!("{}{leaf}{}", r#"{"children":["#.repeat(depth), "]}".repeat(depth));
    let layer: Layer = from_str(&text).unwrap();
    assert_eq!(to_string(&layer).unwrap(), text);
    let deep = format!("{}{leaf}{}", r#"{"children":["#.repeat(70), "]}".repeat(70));
    assert!(from_str::<Layer>(&deep).unwrap_err().to_string().contains("too deep"));
    let wide = format!(r#"{{"children":[{}{leaf}]}}"#, format!("{text},").repeat(500));
    let layer: Layer = from_str(&wide).unwrap();
    assert_eq!(to_string(&layer).unwrap(), wide);
}

integers!(Zero: i64 { Zero = 0 });
integers!(One: i64 { One = 1 });
model!(I1 { op: Zero = Required("op"), d: String = Required("d") });
model!(I2 { op: One = Required("op"), d: String = Required("d") });
one_of!(Integers { I1(I1), I2(I2) });
model!(D1 { t: i64 = Required("t"), v: String = Required("v") });
model!(D2 { t: i64 = Required("t"), v: String = Required("v"), w: Option<i64> = "w" });
one_of!(IntegerTag by "t" { D1(D1) = "1", D2(D2) = "2" | "3" });
model!(Yes { success: bool = True("success"), id: Option<i64> = "id" });
model!(No { success: bool = False("success"), message: Option<String> = "message" });
one_of!(Answer { Yes(Yes), No(No) });
texts!(Red { Red = "red" });
texts!(Blue { Blue = "blue" });
model!(OptRed { kind: Option<Red> = "kind", id: i64 = Required("id") });
model!(OptBlue { kind: Option<Blue> = "kind", id: i64 = Required("id") });
model!(AnyColor { kind: String = Required("kind"), id: i64 = Required("id") });
one_of!(Optional { Red(OptRed), Blue(OptBlue) });
one_of!(Mixed { Red(OptRed), Blue(OptBlue), Any(AnyColor) });

#[test]
fn integers_booleans_and_what_may_be_absent_tell_branches_apart() {
    let same = |variant: &str, text: &str| format!("{variant} {text}");
    let text = r#"{"op":1,"d":"x"}"#;
    assert_eq!(again::<Integers>(text), same("I2", text));
    let text = r#"{"d":"x","op":2}"#;
    assert_eq!(again::<Integers>(text), same("Unknown", text));
    let text = r#"{"t":2,"v":"x"}"#;
    assert_eq!(again::<IntegerTag>(text), same("D2", text));
    assert_eq!(again::<IntegerTag>(r#"{"t":3.0,"v":"x"}"#), r#"D2 {"t":3,"v":"x"}"#);
    let text = r#"{"t":9,"v":"x"}"#;
    assert_eq!(again::<IntegerTag>(text), same("Unknown", text));
    let text = r#"{"success":false,"message":"no"}"#;
    assert_eq!(again::<Answer>(text), same("No", text));
    let text = r#"{"success":false}"#;
    assert_eq!(again::<Answer>(text), same("No", text));
    let text = r#"{"kind":"blue","id":7}"#;
    assert_eq!(again::<Optional>(text), same("Blue", text));
    assert_eq!(again::<Mixed>(text), same("Blue", text));
    let text = r#"{"kind":"green","id":7}"#;
    assert_eq!(again::<Mixed>(text), same("Any", text));
    assert_eq!(again::<Optional>(text), r#"Unknown {"id":7,"kind":"green"}"#);
    assert_eq!(again::<Optional>(r#"{"id":7}"#), r#"Red {"id":7}"#);
}

texts!(Shape { Round = "round" });
model!(RedRound { kind: Red = Required("kind"), shape: Shape = Required("shape") });
texts!(Square { Square = "square" });
model!(RedSquare { kind: Red = Required("kind"), shape: Square = Required("shape") });
one_of!(TwoTags by "kind" { RedRound(RedRound) = "red", RedSquare(RedSquare) = "red" });
model!(A { t: Red = Required("t") });
model!(B { t: Blue = Required("t") });
model!(C { c: String = Required("c") });
one_of!(Ab by "t" { A(A) = "red", B(B) = "blue" });
one_of!(Abc { Ab(Ab), C(C) });
model!(HasA { a: String = Required("a") });
model!(HasB { b: String = Required("b") });
one_of!(Both { A(HasA), B(HasB) });

#[test]
fn unions_in_unions_and_two_properties_tell_branches_apart() {
    let text = r#"{"kind":"red","shape":"square"}"#;
    assert_eq!(again::<TwoTags>(text), format!("RedSquare {text}"));
    let text = r#"{"c":"x"}"#;
    assert_eq!(again::<Abc>(text), format!("C {text}"));
    let text = r#"{"t":"blue"}"#;
    assert_eq!(again::<Abc>(text), format!("Ab {text}"));
    assert_eq!(from_str::<Abc>(text).unwrap(), Abc::Ab(Ab::B(B { t: Blue::Blue })));
    let text = r#"{"t":"green"}"#;
    assert_eq!(again::<Abc>(text), format!("Unknown {text}"));
}

#[test]
fn a_value_that_is_several_branches_is_kept_whole() {
    let text = r#"{"a":"1","b":"2"}"#;
    assert_eq!(again::<Both>(text), format!("Unknown {text}"));
    assert_eq!(again::<Both>(r#"{"a":"1","c":"2"}"#), r#"A {"a":"1"}"#);
    assert_eq!(again::<Both>(r#"{"b":"2"}"#), r#"B {"b":"2"}"#);
}

texts!(Color { Red = "red", Green = "green" });
texts!(Size { Small = "small", Large = "large" });
model!(P { kind: Color = Required("type"), x: Option<i64> = "x" });
model!(Q { kind: String = Required("type"), y: i64 = Required("y") });
one_of!(ListBesideText { P(P), Q(Q) });
one_of!(ColorOrDate { Color(Color), Date(jiff::civil::Date) });
one_of!(DateOrTime { Date(jiff::civil::Date), Time(jiff::Timestamp) });
one_of!(ColorOrSize { Color(Color), Size(Size) });
one_of!(ColorOrNumber { Color(Color), Number(f64) });

#[test]
fn lists_of_values_and_formats_tell_branches_apart() {
    let text = r#"{"type":"zzz","x":5,"y":1}"#;
    assert_eq!(again::<ListBesideText>(text), r#"Q {"type":"zzz","y":1}"#);
    assert_eq!(again::<ColorOrDate>(r#""2024-01-02""#), r#"Date "2024-01-02""#);
    assert_eq!(again::<ColorOrDate>(r#""new""#), r#"Color "new""#);
    assert_eq!(again::<DateOrTime>(r#""2024-01-02T03:04:05Z""#), r#"Time "2024-01-02T03:04:05Z""#);
    assert_eq!(again::<DateOrTime>(r#""2024-01-02""#), r#"Date "2024-01-02""#);
    assert_eq!(again::<DateOrTime>(r#""soon""#), r#"Unknown "soon""#);
    assert_eq!(again::<ColorOrSize>(r#""large""#), r#"Size "large""#);
    assert_eq!(again::<ColorOrSize>(r#""new""#), r#"Unknown "new""#);
    assert_eq!(again::<ColorOrNumber>(r#""new""#), r#"Color "new""#);
}

one_of!(Scalar { Boolean(bool), Number(f64), Integer(i64), Text(String) });
one_of!(Big { Big(i128), Text(String) });
model!(Numbers { whole: i64 = Required("whole"), big: Option<i128> = "big", float: Option<f64> = "float", single: Option<f32> = "single", all: Option<Vec<f64>> = "all", map: Option<BTreeMap<String, i32>> = "map" });

#[test]
fn whole_numbers_stay_whole() {
    for (text, wanted) in [
        ("42", "Integer 42"),
        ("9007199254740993", "Integer 9007199254740993"),
        ("1.5", "Number 1.5"),
        ("1e300", "Number 1e+300"),
        ("5.0", "Number 5"),
        ("true", "Boolean true"),
        (r#""42""#, r#"Text "42""#),
    ] {
        assert_eq!(again::<Scalar>(text), wanted);
    }
    let digits = "170141183460469231731687303715884105727";
    assert_eq!(again::<Big>(digits), format!("Big {digits}"));
    assert_eq!(again::<Big>("18446744073709551616"), "Big 18446744073709551616");
}

#[test]
fn a_whole_number_may_be_written_with_a_fraction() {
    let text =
        r#"{"whole":5.0,"big":1e30,"float":20,"single":2,"all":[1,2.5,-0.0],"map":{"a":1e3}}"#;
    let read: Numbers = from_str(text).unwrap();
    assert_eq!((read.whole, read.big), (5, Some(10_i128.pow(30))));
    let written = to_string(&read).unwrap();
    let big = "1000000000000000000000000000000";
    assert_eq!(
        written,
        format!(
            r#"{{"whole":5,"big":{big},"float":20,"single":2,"all":[1,2.5,-0.0],"map":{{"a":1000}}}}"#
        )
    );
    let fraction = from_str::<Numbers>(r#"{"whole":5.5}"#).unwrap_err().to_string();
    assert!(fraction.contains("floating point `5.5`, expected i64"), "{fraction}");
    assert!(from_str::<Numbers>(r#"{"whole":1e19}"#).is_err());
    assert!(from_str::<Numbers>(r#"{"whole":1,"map":{"a":3000000000}}"#).is_err());
}

#[test]
fn what_is_no_number_is_not_written() {
    let mut numbers: Numbers = from_str(r#"{"whole":1}"#).unwrap();
    for none in [f64::NAN, f64::INFINITY] {
        numbers.all = Some(vec![none]);
        let error = to_string(&numbers).unwrap_err().to_string();
        assert!(error.contains("infinite or not a number"), "{error}");
    }
}

#[test]
fn a_parameter_is_whole_without_a_fraction_and_is_never_left_out_for_what_it_is() {
    let text = |value: &f64| path_text("factor", value, PathStyle::Simple);
    assert_eq!(text(&20.0).unwrap(), "20");
    assert_eq!(text(&-0.5).unwrap(), "-0.5");
    let list = |value: &[f64]| path_text("factor", value, PathStyle::Simple);
    assert_eq!(list(&[1.0, 1e300]).unwrap(), "1,1e%2B300");
    for none in [f64::NAN, f64::NEG_INFINITY] {
        let error = list(&[1.0, none]).unwrap_err();
        assert!(error.contains("no number that can be sent"), "{error}");
    }
}

integers!(Level: i64 { One = 1, Two = 2 });
integers!(Huge: u64 { Most = 18446744073709551615, One = 1 });
integers!(Beyond: i128 { More = 18446744073709551616 });

#[test]
fn lists_of_integers_have_their_own_values() {
    assert_eq!(from_str::<Level>("2.0").unwrap(), Level::Two);
    assert_eq!(to_string(&Huge::Most).unwrap(), "18446744073709551615");
    assert_eq!(from_str::<Huge>("18446744073709551615").unwrap(), Huge::Most);
    assert_eq!(Huge::One.as_u64(), 1);
    assert_eq!(from_str::<Beyond>("18446744073709551616").unwrap(), Beyond::More);
    assert_eq!(to_string(&Beyond::More).unwrap(), "18446744073709551616");
    assert_eq!(from_str::<Beyond>("3").unwrap(), Beyond::Unknown(3));
}

model!(Times {
    at: jiff::Timestamp = Required("at"),
    day: Option<jiff::civil::Date> = "day",
    time: Option<TimeOfDay> = "time",
    civil: Option<jiff::civil::DateTime> = "civil",
});

#[test]
fn times_are_read_as_servers_send_them() {
    let read = |text: &str| {
        let times = from_str::<Times>(&format!(r#"{{"at":"{text}"}}"#));
        times.map(|times| to_string(&times).unwrap()).map_err(|error| error.to_string())
    };
    for (text, wanted) in [
        ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
        ("2024-01-02t03:04:05z", "2024-01-02T03:04:05Z"),
        ("2024-01-02T03:04:05.1234567890123Z", "2024-01-02T03:04:05.123456789Z"),
        ("2024-01-02T03:04:05.1234567890123+02:00", "2024-01-02T01:04:05.123456789Z"),
        ("2024-01-02T03:04:05-00:00", "2024-01-02T03:04:05Z"),
        ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59Z"),
        ("9999-12-31T23:59:59.9999999+00:00", "9999-12-31T23:59:59Z"),
        ("9999-12-31T00:00:00-05:00", "9999-12-31T23:59:59Z"),
    ] {
        assert_eq!(read(text).unwrap(), format!(r#"{{"at":"{wanted}"}}"#), "{text}");
    }
    for bad in
        ["", "2024-01-02", "9999-12-31", "9999-12-31T23:59:59", "9999-13-31T23:59:59Z", "soon"]
    {
        assert!(read(bad).is_err(), "{bad}");
    }
    let error =
        from_str::<Times>(r#"{"at":"2024-01-02T03:04:05Z","day":"2024-01-02T03:04:05+02:00"}"#);
    let error = error.unwrap_err().to_string();
    assert!(error.contains("expected a date, as RFC 3339 writes it: it has a time"), "{error}");
}

#[test]
fn a_time_without_an_offset_is_read_as_a_setting_says() {
    let error = |text: &str| from_str::<Times>(text).unwrap_err().to_string();
    let refused = error(r#"{"at":"2024-01-02T03:04:05.5"}"#);
    assert!(
        refused.contains("it has no offset from UTC; the setting `date-time-without-offset`"),
        "{refused}"
    );
    let text = r#"{"at":"2024-01-02T03:04:05Z","civil":"2024-01-02T03:04:05.5"}"#;
    assert_eq!(to_string(&from_str::<Times>(text).unwrap()).unwrap(), text);
    let other = error(r#"{"at":"2024-01-02T03:04:05Z","civil":"2024-01-02T03:04:05+01:00"}"#);
    assert!(other.contains("the setting `date-time-without-offset`"), "{other}");
}

#[test]
fn a_time_of_day_keeps_its_offset() {
    let again = |text: &str| {
        let times = from_str::<TimeOfDay>(&format!("\"{text}\""));
        times.map(|time| time.to_string()).map_err(|error| error.to_string())
    };
    for text in ["10:00:00Z", "10:00:00+02:00", "23:59:59.25-09:30", "10:00:00"] {
        assert_eq!(again(text).unwrap(), text);
    }
    assert_eq!(again("10:00:00.1234567890123z").unwrap(), "10:00:00.123456789Z");
    for bad in ["2024-01-02T10:00:00Z", "25:00:00Z", "10:00:00+99:00", "10:00:00 Z", "soon", ""] {
        assert!(again(bad).is_err(), "{bad}");
    }
}
