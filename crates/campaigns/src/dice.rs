//! Chance that can be repeated: numbers that follow from a seed (splitmix64).

/// A repeatable source of numbers.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The same seed and part give the same numbers. Each part of a shift has dice of its own, so that a
    /// change in one part leaves the others as they are.
    pub fn apart(seed: u64, part: u64) -> Self {
        let mut dice = Self(seed ^ part.rotate_left(40));
        let seed = dice.roll();
        Self(seed)
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.roll() % (most - least + 1)
    }

    /// Whether something happens that happens so often in a hundred times.
    pub fn happens(&mut self, in_a_hundred: u64) -> bool {
        self.roll() % 100 < in_a_hundred
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.roll() as usize % of.len().max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_repeat_and_stay_within_their_bounds() {
        let (mut one, mut same) = (Dice::apart(7, 1), Dice::apart(7, 1));
        for _ in 0..1_000 {
            let number = one.between(3, 5);
            assert!((3..=5).contains(&number));
            assert_eq!(number, same.between(3, 5));
        }
        assert_ne!(Dice::apart(7, 1).roll(), Dice::apart(7, 2).roll());
    }
}
