//! Whatever two documents are, they can be compared; and a document has not changed from itself.

use crate::cases::{self, TODAY};
use fuzz::Case;
use generator::Model;
use generator::diagnostic::{Diagnostics, Sources};
use generator::diff::Diff;
use generator::options::Options;
use generator::source;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// As many as an unoptimised build does in some seconds.
fn config() -> ProptestConfig {
    let set = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: set.unwrap_or(16),
        max_shrink_iters: 200,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

fn model(case: &Case) -> Option<Model> {
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = source::add_bytes(&sources, case.name, case.bytes.clone(), &diagnostics)?;
    generator::model(&sources, file, &Options::default(), &diagnostics)
}

fn compare(old: &Model, new: &Model) -> Diff {
    let options = Options::default();
    generator::compare((old, &options), (new, &options), TODAY)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_two_documents_can_be_compared(
        changed in fuzz::cases(&cases::base_text()),
        other in fuzz::documents(),
    ) {
        let base = Case { name: "pets.yaml", bytes: cases::base_text().into_bytes() };
        let models: Vec<Model> = [&base, &changed, &other].into_iter().filter_map(model).collect();
        prop_assert!(!models.is_empty(), "the base is a document");
        for (index, model) in models.iter().enumerate() {
            prop_assert_eq!(compare(model, model), Diff::default());
            if let Some(next) = models.get(index + 1) {
                let (forth, back) = (compare(model, next), compare(next, model));
                // What is seen on the way there is seen on the way back.
                prop_assert_eq!(forth.changes.is_empty(), back.changes.is_empty());
            }
        }
    }
}
