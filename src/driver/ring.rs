//! What is heard while something rings.
//!
//! Whether it should ring is the session's to decide; whether it can be heard is the browser's, and
//! is told. The notes are played by a script, which costs less than the same in Rust.

use wasm_bindgen::prelude::{Closure, wasm_bindgen};

use crate::sound::SoundState;

#[wasm_bindgen(module = "/src/driver/ring.js")]
extern "C" {
    #[wasm_bindgen(js_name = Ring)]
    type Bell;

    #[wasm_bindgen(constructor, js_class = Ring)]
    fn new(tell: &Closure<dyn Fn(bool)>) -> Bell;
    #[wasm_bindgen(method, js_class = Ring)]
    fn sound(this: &Bell, is_ringing: bool, may_ring: bool);
    #[wasm_bindgen(method, js_class = Ring)]
    fn test(this: &Bell);
    #[wasm_bindgen(method, js_class = Ring)]
    fn unblock(this: &Bell);
    #[wasm_bindgen(method, js_class = Ring, js_name = setVolume)]
    fn set_volume(this: &Bell, volume: u8);
    #[wasm_bindgen(method, js_class = Ring)]
    fn stop(this: &Bell);
    #[wasm_bindgen(method, js_class = Ring)]
    fn end(this: &Bell);
}

/// The ring of one toolbar; dropped, it is silent.
pub struct Ring {
    bell: Bell,
    _tell: Closure<dyn Fn(bool)>,
}

impl Ring {
    /// A silent ring; `tell` hears whether the browser lets it sound.
    pub fn new(tell: impl Fn(SoundState) + 'static) -> Ring {
        let tell = Closure::<dyn Fn(bool)>::new(move |is_heard| {
            tell(if is_heard {
                SoundState::Ready
            } else {
                SoundState::Blocked
            });
        });
        Ring {
            bell: Bell::new(&tell),
            _tell: tell,
        }
    }

    /// Rings or stops, at once. Told again while it rings, it goes on for another minute. Where a call may ring here,
    /// it is found out beforehand whether that will be heard.
    pub fn sound(&self, is_ringing: bool, may_ring: bool) {
        self.bell.sound(is_ringing, may_ring);
    }

    /// Plays one round, unless it rings anyway.
    pub fn test(&self) {
        self.bell.test();
    }

    /// Uses a press to have sound let through, where it is not known to be.
    pub fn unblock(&self) {
        self.bell.unblock();
    }

    /// Sets the loudness, from 0 to 100.
    pub fn set_volume(&self, volume: u8) {
        self.bell.set_volume(volume.min(100));
    }

    /// Falls silent at once and lets the audio device rest.
    pub fn stop(&self) {
        self.bell.stop();
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        self.bell.end();
    }
}
