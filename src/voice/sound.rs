//! Sound as numbers: one rate for all voices, and WAV files.

use std::collections::VecDeque;

/// Samples of a second. All sound inside this program is mono at this rate; it is that of the
/// Japanese voice, and every sound card takes it.
pub const RATE: u32 = 48_000;

/// Samples in so many milliseconds.
pub const fn samples(milliseconds: usize) -> usize {
    milliseconds * RATE as usize / 1000
}

/// How far the curve through neighbouring samples reaches on both sides.
const REACH: i64 = 8;

/// Brings sound that comes piece by piece to [`RATE`].
pub struct Resampler {
    /// Samples that came, for each that goes.
    step: f64,
    /// The last samples that came, from number `first` on.
    recent: VecDeque<f32>,
    first: i64,
    /// How many have gone.
    gone: u64,
}

impl Resampler {
    pub fn from_rate(rate: u32) -> Resampler {
        // Before the first sample there was silence.
        Resampler {
            step: f64::from(rate) / f64::from(RATE),
            recent: vec![0.0; REACH as usize].into(),
            first: -REACH,
            gone: 0,
        }
    }

    /// The samples that follow from these and from those before.
    pub fn push(&mut self, samples: impl IntoIterator<Item = f32>) -> Vec<f32> {
        self.recent.extend(samples);
        let mut out = Vec::new();
        loop {
            let at = self.gone as f64 * self.step;
            let whole = at.floor() as i64;
            if whole + REACH >= self.first + self.recent.len() as i64 {
                break;
            }
            out.push(self.between(whole, (at - whole as f64) as f32));
            self.gone += 1;
            while self.first < whole + 1 - REACH {
                self.recent.pop_front();
                self.first += 1;
            }
        }
        out
    }

    /// The samples that still follow when no more come.
    pub fn finish(&mut self) -> Vec<f32> {
        self.push(std::iter::repeat_n(0.0, REACH as usize))
    }

    /// The value a part of the way from sample `whole` to the next: a sinc under a window that is zero
    /// at its ends.
    fn between(&self, whole: i64, part: f32) -> f32 {
        let sine = (std::f32::consts::PI * part).sin() / std::f32::consts::PI;
        let start = usize::try_from(whole + 1 - REACH - self.first).unwrap_or_default();
        let near = self.recent.range(start..).take(2 * REACH as usize);
        near.zip(1 - REACH..=REACH)
            .map(|(sample, at)| {
                let distance = at as f32 - part;
                if distance.abs() < 1e-4 {
                    return *sample;
                }
                let sign = if at % 2 == 0 { -1.0 } else { 1.0 };
                let inside = 1.0 - (distance / REACH as f32).powi(2);
                sample * inside * inside * sign * sine / distance
            })
            .sum()
    }
}

/// A sample as sound cards take it.
pub fn whole(sample: f32) -> i16 {
    // The cast of a float stays within the range by itself.
    (sample * f32::from(i16::MAX)).round() as i16
}

/// Leaves out the silence before the first sound, so that nobody waits for it.
#[derive(Default)]
pub struct Trim {
    heard: bool,
}

impl Trim {
    /// Softer than this is silence.
    const SILENCE: i16 = 96;

    /// What is left of the next samples.
    pub fn next<'a>(&mut self, samples: &'a [i16]) -> &'a [i16] {
        if self.heard {
            return samples;
        }
        let Some(first) = samples.iter().position(|sample| sample.saturating_abs() > Trim::SILENCE) else {
            return &[];
        };
        self.heard = true;
        // A word that begins softly keeps its beginning.
        samples.get(first.saturating_sub(crate::voice::sound::samples(5))..).unwrap_or_default()
    }
}

/// A WAV file of these samples at [`RATE`].
///
/// # Errors
/// When there is more than the format has numbers for, some twelve hours.
pub fn wav(samples: &[i16]) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let length = u32::try_from(samples.len() * 2 + 36)?;
    let mut file = Vec::with_capacity(samples.len() * 2 + 44);
    file.extend(b"RIFF");
    file.extend(length.to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, one channel.
    file.extend([1, 0, 1, 0]);
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    // Bytes and bits of a sample.
    file.extend([2, 0, 16, 0]);
    file.extend(b"data");
    file.extend((length - 36).to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pure tone of so many samples.
    fn tone(rate: u32, hertz: f32, count: usize) -> Vec<f32> {
        let turn = std::f32::consts::TAU * hertz / rate as f32;
        (0..count).map(|at| 0.5 * (turn * at as f32).sin()).collect()
    }

    #[test]
    fn another_rate_becomes_ours_without_a_change_of_the_tone_whatever_the_pieces() {
        let source = tone(22_050, 1_000.0, 22_050);
        let wanted = tone(RATE, 1_000.0, RATE as usize);
        for piece in [1, 7, 441, 22_050] {
            let mut resampler = Resampler::from_rate(22_050);
            let mut made: Vec<f32> =
                source.chunks(piece).flat_map(|chunk| resampler.push(chunk.iter().copied())).collect();
            made.extend(resampler.finish());
            assert!(made.len().abs_diff(RATE as usize) <= 3, "{} samples of a second", made.len());
            // Both ends meet silence, which the pure tone does not know of.
            let error = made.iter().zip(&wanted).skip(50).take(47_000).map(|(a, b)| (a - b).abs());
            let worst = error.fold(0.0, f32::max);
            assert!(worst < 0.01, "{worst} off in pieces of {piece}");
        }
    }

    #[test]
    fn silence_before_the_first_sound_is_left_out_and_none_after_it() {
        let mut trim = Trim::default();
        assert_eq!(trim.next(&[0; 1000]), &[0_i16; 0]);
        let mut piece = [3_i16; 1000];
        piece[600] = 2000;
        assert_eq!(trim.next(&piece).len(), 1000 - 600 + samples(5));
        assert_eq!(trim.next(&[0; 1000]).len(), 1000);
    }

    #[test]
    fn a_wav_file_says_what_it_holds() {
        let file = wav(&[1, -2, 3]).unwrap();
        assert_eq!(file.len(), 50);
        assert_eq!(file[..16], *b"RIFF\x2a\0\0\0WAVEfmt ");
        assert_eq!(file[24..28], RATE.to_le_bytes());
        assert_eq!(file[36..], *b"data\x06\0\0\0\x01\0\xfe\xff\x03\0");
    }
}
