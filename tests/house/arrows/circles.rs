//! Finds circles in arrows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Arrows from one name to others, each with the place of an import that draws it.
#[derive(Default)]
pub struct Arrows(BTreeMap<String, BTreeMap<String, String>>);

impl Arrows {
    pub fn add(&mut self, from: String, to: String, place: String) {
        self.0.entry(from).or_default().entry(to).or_insert(place);
    }

    /// Lists a shortest circle for every arrow in one, each once: `a -> b (place) -> a (place)`.
    pub fn circles(&self) -> Vec<String> {
        let mut circles = BTreeSet::new();
        for (from, to) in self.0.iter().flat_map(|(from, all)| all.keys().map(move |to| (from, to)))
        {
            if let Some(mut circle) = self.way(to, from) {
                let first = circle.iter().enumerate().min_by_key(|(_, name)| *name);
                let first = first.map_or(0, |(index, _)| index);
                circle.rotate_left(first);
                circles.insert(circle);
            }
        }
        circles.into_iter().map(|circle| self.describe(&circle)).collect()
    }

    /// Returns a shortest path, both ends included.
    fn way<'a>(&'a self, start: &'a String, end: &String) -> Option<Vec<&'a String>> {
        let mut came_from = BTreeMap::from([(start, start)]);
        let mut next = VecDeque::from([start]);
        while let Some(at) = next.pop_front() {
            if at == end {
                let back = |name: &&'a String| Some(came_from[name]).filter(|from| from != name);
                let mut way: Vec<_> = std::iter::successors(Some(at), back).collect();
                way.reverse();
                return Some(way);
            }
            for to in self.0.get(at).into_iter().flat_map(BTreeMap::keys) {
                if !came_from.contains_key(to) {
                    came_from.insert(to, at);
                    next.push_back(to);
                }
            }
        }
        None
    }

    fn describe(&self, circle: &[&String]) -> String {
        let ends = circle.iter().zip(circle.iter().cycle().skip(1));
        let steps = ends.map(|(from, to)| format!(" -> {to} ({})", self.0[*from][*to]));
        circle[0].clone() + &steps.collect::<String>()
    }
}
