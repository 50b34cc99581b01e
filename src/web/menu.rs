//! The menu: its items for the viewer.

use super::paths;
use super::viewer::Ctx;

/// An item of the menu.
pub struct MenuItem {
    pub path: &'static str,
    /// The text id of its label.
    pub title: &'static str,
    pub emoji: &'static str,
    pub icon: &'static str,
    pub is_current: bool,
}

/// Lists the items of the bar, in their order.
pub fn items(ctx: &Ctx) -> Vec<MenuItem> {
    let Some(person) = &ctx.person else { return Vec::new() };
    let item = |path, title, emoji, icon| item(ctx, path, title, emoji, icon);
    let mut items = Vec::new();
    if person.membership().is_some() {
        items.push(item(paths::ALERTS, "alerts-title", "🚨", "bell"));
        items.push(item(paths::USERS, "users-title", "🧑", "users"));
        items.push(item(paths::TEAMS, "teams-title", "👥", "team"));
    }
    items.push(item(paths::SETTINGS, "settings-title", "⚙️", "settings"));
    items
}

/// Lists the items of the menu beside those: what advanced mode adds, and the page for support that
/// debug mode adds. Jobs and the audit log are for admins.
pub fn more_items(ctx: &Ctx) -> Vec<MenuItem> {
    let Some(person) = &ctx.person else { return Vec::new() };
    let is_admin = person.membership().is_some_and(|membership| membership.is_admin);
    let item = |path, title, emoji, icon| item(ctx, path, title, emoji, icon);
    let mut items = Vec::new();
    if person.advanced_mode {
        items.push(item(paths::API_REFERENCE, "reference-title", "🔌", "code"));
    }
    if person.advanced_mode && is_admin {
        items.push(item(paths::AUDIT, "audit-title", "📜", "scroll-text"));
    }
    if person.debug_mode && is_admin {
        items.push(item(paths::JOBS, "deliveries-jobs-title", "🧰", "list-checks"));
    }
    items
}

/// Lists the items of the profile menu that are nowhere else: messages, the current account's audit
/// log and settings for its admins, and the ways to another account.
pub fn profile_items(ctx: &Ctx) -> Vec<MenuItem> {
    let item = |path, title, emoji, icon| item(ctx, path, title, emoji, icon);
    let mut items = vec![item(paths::DELIVERIES, "deliveries-title", "📬", "send")];
    let is_in_more = ctx.person.as_ref().is_some_and(|person| person.advanced_mode);
    if ctx.membership().is_some_and(|membership| membership.is_admin) {
        if !is_in_more {
            items.push(item(paths::AUDIT, "audit-title", "📜", "scroll-text"));
        }
        items.push(item(paths::ACCOUNT_SETTINGS, "accounts-settings-title", "🏢", "building-2"));
    }
    items.push(item(paths::ACCOUNTS, "accounts-switch-item", "🔀", "arrow-left-right"));
    items.push(item(paths::ACCOUNT_NEW, "accounts-new-title", "➕", "plus"));
    items
}

fn item(
    ctx: &Ctx,
    path: &'static str,
    title: &'static str,
    emoji: &'static str,
    icon: &'static str,
) -> MenuItem {
    MenuItem { path, title, emoji, icon, is_current: ctx.path.starts_with(path) }
}
