//! The link of a mail about an alert, which answers it without signing in.

use crate::core::links::{LinkPurpose, LinkToken};
use crate::platform::ids::{AlertPageId, EmailId};
use crate::platform::secrets::keys::SecretKeys;
use crate::web::paths;

/// Returns the path of the link that answers a page, mailed to one address.
pub fn path(keys: &SecretKeys, page: AlertPageId, to: EmailId) -> String {
    let token = LinkToken::derive(keys, LinkPurpose::Alert, page.as_bytes(), &[to.as_bytes()]);
    paths::link(LinkPurpose::Alert.as_ref(), &token)
}

/// Tells whether a link was mailed to this address.
pub fn is_mailed_to(keys: &SecretKeys, token: &LinkToken, to: EmailId) -> bool {
    token.is_of(keys, LinkPurpose::Alert, &[to.as_bytes()])
}
