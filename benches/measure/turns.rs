//! Times of two ways of doing a thing, in turns, so that whatever else the machine does meets both.

use std::time::{Duration, Instant};

use super::{median, percentile};

const ROUNDS: usize = 5;
/// How long one way is tried, or both in turns, before the next round.
pub const ROUND: Duration = Duration::from_secs(1);

/// Prints what stands in the columns that follow: milliseconds.
pub fn head(ours: &str, theirs: &str) {
    println!("\n{:<32} {ours:>10} {:>8} {theirs:>10} {:>8} {:>7}", "ms", "p99", "p99", "ratio");
}

/// Does both in turns and prints how long each took: the median, one in a hundred, and their ratio. Each
/// gives its time in milliseconds, and gets how often it was done before.
pub async fn beside(
    what: &str,
    mut one: impl AsyncFnMut(usize) -> f64,
    mut other: impl AsyncFnMut(usize) -> f64,
) {
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let from = ours.len();
        let start = Instant::now();
        while start.elapsed() < ROUND {
            ours.push(one(ours.len()).await);
            theirs.push(other(theirs.len()).await);
        }
        ratios.push(median(&ours[from..]) / median(&theirs[from..]));
    }
    println!(
        "{what:<32} {:>10.2} {:>8.2} {:>10.2} {:>8.2} {:>7.2}",
        median(&ours),
        percentile(&ours, 99),
        median(&theirs),
        percentile(&theirs, 99),
        median(&ratios)
    );
}
