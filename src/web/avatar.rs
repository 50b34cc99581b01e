//! Avatars as pages show them: the picture of a person, or their initials.

use super::paths;
use crate::platform::ids::AvatarId;

/// Returns the URL of the picture that stands in lists, of 96 pixels.
pub fn small(avatar: &AvatarId) -> String {
    paths::of_both(paths::AVATAR, avatar, &"small")
}

/// Returns the URL of the picture that stands at the head of a page, of 256 pixels.
pub fn large(avatar: &AvatarId) -> String {
    paths::of_both(paths::AVATAR, avatar, &"large")
}

/// Returns the first letters of the first and the last word of a name.
pub fn initials(name: &str) -> String {
    let first_letter = |word: &str| word.chars().next().filter(|c| c.is_alphanumeric());
    let mut words = name.split_whitespace().filter_map(first_letter);
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_first_and_last_word() {
        for (name, letters) in [
            ("Alice Archer", "AA"),
            ("bob", "B"),
            ("Ana de la Cruz", "AC"),
            ("Ann Lee (Ops)", "AL"),
            ("", ""),
            ("élan", "É"),
        ] {
            assert_eq!(initials(name), letters);
        }
    }
}
