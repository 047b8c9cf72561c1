//! The flags of the command line, as messages name them.

use istinad::Setting;

/// What the command line calls a setting.
pub(crate) fn flag(setting: Setting) -> String {
    match setting {
        Setting::Limit(limit) => format!("`--limit {limit}=NUMBER`"),
        other => format!("--{}", other.as_str()),
    }
}
