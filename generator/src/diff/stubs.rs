//! What stands for a file that is the same on both sides.
//!
//! Most files of a large crate are not touched by a change, and to read the items of a file takes
//! longer than to see that it is the same. The names in it must be known all the same, since other
//! files use them.

use std::collections::BTreeMap;

/// For each file of models and of groups, a text that declares the same names. `same_values` is
/// whether the lists of values are the same, which models are other names of.
pub fn stubs(names: &crate::names::Names, same_values: bool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (module, types) in names.files() {
        let types = types.iter().filter_map(|id| names.get(*id));
        if !same_values && types.clone().any(|names| names.values.is_some()) {
            continue;
        }
        let text: String = types.map(|names| format!("pub struct {};\n", names.ident)).collect();
        found.insert(format!("src/models/{module}.rs"), text);
    }
    for group in names.groups() {
        let mut text = String::new();
        for child in group.children.iter().filter_map(|id| names.group(*id)) {
            text.push_str(&format!("pub mod {};\n", child.module()));
        }
        text.push_str(&format!("pub struct {};\n", group.handle));
        for operation in group.operations.iter().filter_map(|index| names.operation(*index)) {
            let types = [&operation.builder, &operation.response, &operation.form.ident];
            for name in types.into_iter().filter(|name| !name.is_empty()) {
                text.push_str(&format!("pub struct {name};\n"));
            }
        }
        found.insert(format!("src/{}", group.file()), text);
    }
    found
}
