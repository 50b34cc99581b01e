//! Paging a person: messages on the channels that they have on, until they answer or the layer ends.

mod flood;
mod link;
mod lookout;
mod message;
mod routing;
mod store;

pub use flood::{AlertCount, AlertDigest};
pub use link::is_mailed_to;
pub use lookout::{AlertLookout, look_out};
pub use message::{AlertMessage, AlertNews, spoken};
pub use routing::{AlertStep, go_on, queue};
pub use store::{
    AlertPage, AlertReader, DestinationRow, admins, admins_of_account, alert_of, all_destinations,
    answer_pages, destinations, end_destinations, end_pages, end_pages_of, end_pages_to,
    insert_destination, name_of, open_before, page_of, pages, replace_destinations, set_step,
};

use std::time::Duration;

use crate::core::change::Change;
use crate::messaging::transports::Transports;
use crate::messaging::{self, Channel, Recipient};
use crate::oncall::alerts::Alert;
use crate::oncall::alerts::timeline::{Entry, EntryOf, record};
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AlertPageId, UserId};
use crate::users::channels::{self, Contacts, Reach};

/// How close together a person's pages about one alert are one: an alert may have several
/// destinations that the person is in.
const TOGETHER: Duration = Duration::from_secs(60);

/// Pages a person at a layer of a destination. Someone who was just paged about the alert through
/// another destination gets no second message.
pub async fn page(
    change: &mut Change,
    transports: &Transports,
    alert: &Alert,
    at: &DestinationRow,
    user: UserId,
) -> Result<()> {
    let now = change.now();
    let pages = store::pages(change, alert.id).await?;
    let is_paged = pages.iter().any(|page| {
        let is_new = now.since(page.created_at) < TOGETHER;
        page.user_id == user && page.ended_at.is_none() && is_new
    });
    let page = AlertPage {
        id: AlertPageId::mint(now),
        alert_id: alert.id,
        destination_id: at.id,
        user_id: user,
        step: at.step,
        created_at: now,
        ended_at: None,
        is_held: false,
    };
    store::insert_page(change, &page).await?;
    if is_paged {
        return Ok(());
    }
    let is_own_test = alert.is_test && alert.maker_id == Some(user);
    if !is_own_test && flood::is_flood(change, alert, user).await? {
        flood::hold(change, page.id).await?;
        let about = EntryOf { user: Some(user), ..EntryOf::default() };
        record(change, alert.id, &Entry::Held, about).await?;
        return flood::count_later(change, alert.account_id, user).await;
    }
    let news = AlertNews::Opened { page: page.id };
    if send(change, transports, alert, user, &news).await? == 0 {
        let about = EntryOf { user: Some(user), ..EntryOf::default() };
        record(change, alert.id, &Entry::Unreachable, about).await?;
    }
    Ok(())
}

/// Tells a person what became of an alert, on their channels but by no call.
pub async fn notify(
    change: &mut Change,
    transports: &Transports,
    alert: &Alert,
    user: UserId,
    news: &AlertNews,
) -> Result<()> {
    send(change, transports, alert, user, news).await.map(drop)
}

/// Queues the messages to a person, and returns how many. Where none of the channels that are on
/// works, an email goes to the primary address.
async fn send(
    change: &mut Change,
    transports: &Transports,
    alert: &Alert,
    user: UserId,
    news: &AlertNews,
) -> Result<usize> {
    let speaks = matches!(news, AlertNews::Opened { .. });
    let to = recipients(change, transports, alert.account_id, user, speaks).await?;
    for recipient in &to {
        let (email, phone) = recipient.contact.ids();
        let channel = recipient.channel;
        let message = AlertMessage { alert: alert.id, news: news.clone(), channel, email, phone };
        let delivery = messaging::send(change, recipient, &message).await?;
        let entry = Entry::Sent { channel, is_news: !speaks };
        let about = EntryOf { user: Some(user), delivery: Some(delivery), ..EntryOf::default() };
        record(change, alert.id, &entry, about).await?;
    }
    Ok(to.len())
}

/// Lists where a person gets messages about alerts of an account: on every channel that is on and
/// works, else at the primary address. Only what `speaks` comes by call too.
async fn recipients(
    change: &mut Change,
    transports: &Transports,
    account: AccountId,
    user: UserId,
    speaks: bool,
) -> Result<Vec<Recipient>> {
    let contacts = Contacts::of(change, user, Some(account)).await?;
    let on = channels::on(change, user).await?;
    let wanted = on.into_iter().filter(|channel| speaks || *channel != Channel::Voice);
    let reach = |channel| match contacts.reach(transports, channel) {
        Reach::To(recipient) => Some(recipient),
        Reach::Off | Reach::NoContact => None,
    };
    let mut to: Vec<Recipient> = wanted.filter_map(reach).collect();
    if to.is_empty() {
        to.extend(reach(Channel::Email));
    }
    Ok(to)
}
