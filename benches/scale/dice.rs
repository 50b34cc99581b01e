//! Pseudo-random numbers, the same in each run.

/// Returns the number for a thing of this index.
pub fn dice(number: usize, of: &str) -> usize {
    let salt = of.bytes().fold(0_u64, |salt, byte| salt.wrapping_mul(131) + u64::from(byte));
    let mut mixed = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(salt << 32);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) as usize >> 1
}
