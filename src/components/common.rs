//! Widgets without a word of the domain: they know labels, presses and time, not calls.

pub mod button;
pub mod clock;
pub mod copy;
pub mod drawn;
pub mod element;
pub mod icon;
pub mod menu;
pub mod roving;
mod shown;
