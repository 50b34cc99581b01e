//! The menu: what there is, for whoever looks at it.

use super::ctx::Ctx;
use super::url;

/// A page that the menu leads to.
pub struct Item {
    pub path: &'static str,
    /// The id of what it is called.
    pub title: &'static str,
    pub emoji: &'static str,
    pub icon: &'static str,
    pub is_current: bool,
}

/// The items, in their order. Debug mode adds what helps support; jobs are for admins.
pub fn items(ctx: &Ctx) -> Vec<Item> {
    let Some(person) = &ctx.person else { return Vec::new() };
    let is_admin = person.membership().is_some_and(|membership| membership.is_admin);
    let item = |path, title, emoji, icon| Item {
        path,
        title,
        emoji,
        icon,
        is_current: ctx.path.starts_with(path),
    };
    let mut items = vec![item(url::SETTINGS, "settings-title", "⚙️", "settings")];
    if person.debug_mode {
        items.push(item(url::DELIVERIES, "deliveries-title", "📬", "send"));
        if is_admin {
            items.push(item(url::JOBS, "deliveries-jobs-title", "🧰", "list-checks"));
        }
    }
    items
}
