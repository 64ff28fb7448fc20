//! From a verdict to a version, as Cargo reads versions.

use super::change::Semver;
use semver::{BuildMetadata, Prerelease, Version};

/// The least version after `old` that may hold such a change. Before 1.0.0 the first number that is
/// not 0 is the one that rises when something breaks.
#[must_use]
pub fn needed(old: &Version, change: Semver) -> Version {
    let (major, minor, patch) = (old.major, old.minor, old.patch);
    let (major, minor, patch) = match change {
        Semver::None => return old.clone(),
        Semver::Major if major > 0 => (major + 1, 0, 0),
        Semver::Major if minor > 0 => (0, minor + 1, 0),
        Semver::Minor if major > 0 => (major, minor + 1, 0),
        _ => (major, minor, patch + 1),
    };
    Version { major, minor, patch, pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY }
}

/// Whether a crate that was `old` may be `new` after such a change. What leads up to a release
/// (`1.0.0-rc.1`) counts as that release.
#[must_use]
pub fn suffices(old: &Version, new: &Version, change: Semver) -> bool {
    let released = Version { pre: Prerelease::EMPTY, ..new.clone() };
    released >= needed(old, change) || (change == Semver::None && new >= old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_rise_as_cargo_reads_them() {
        let cases = [
            ("1.2.3", Semver::Major, "2.0.0"),
            ("1.2.3", Semver::Minor, "1.3.0"),
            ("1.2.3", Semver::Patch, "1.2.4"),
            ("1.2.3", Semver::None, "1.2.3"),
            ("0.2.3", Semver::Major, "0.3.0"),
            ("0.2.3", Semver::Minor, "0.2.4"),
            ("0.2.3", Semver::Patch, "0.2.4"),
            ("0.0.3", Semver::Major, "0.0.4"),
            ("0.0.3", Semver::Minor, "0.0.4"),
        ];
        for (old, change, expected) in cases {
            let (old, expected) = (Version::parse(old).unwrap(), Version::parse(expected).unwrap());
            assert_eq!(needed(&old, change), expected, "{old} {change}");
            assert!(suffices(&old, &expected, change));
            assert!(change == Semver::None || !suffices(&old, &old, change), "{old} {change}");
        }
        let (old, new) = (Version::parse("1.2.3").unwrap(), Version::parse("2.0.0-rc.1").unwrap());
        assert!(suffices(&old, &new, Semver::Major));
    }
}
