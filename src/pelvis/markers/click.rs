//! A sticker that the user points at: `ASIS=640,310@12.4s`.

use super::anatomy::StickerName;
use crate::body::Point;
use crate::units::Seconds;
use std::fmt;
use std::str::FromStr;

/// The user's word for what a spot in the picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkerClick {
    /// What it is.
    pub name: StickerName,
    /// Where it is, pixels of the upright picture.
    pub image: Point,
    /// When it is there, seconds of the clip as it plays.
    pub time: Seconds,
}

/// Why a text does not name a sticker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClickError {
    /// Not of the form NAME=X,Y@T.
    #[error("`{0}` is not of the form NAME=X,Y@SECONDS, for instance ASIS=640,310@12.4s")]
    Form(String),
    /// Not a landmark that carries a sticker.
    #[error(
        "`{0}` is no landmark for a sticker; write ASIS, PSIS, TROCHANTER, T12, L1, C7, SACRUM, WAND_BASE or WAND_TIP"
    )]
    Name(String),
    /// A number that cannot be.
    #[error("`{0}` is not a number of pixels or seconds from 0 upwards")]
    Number(String),
}

impl FromStr for MarkerClick {
    type Err = ClickError;

    fn from_str(text: &str) -> Result<Self, ClickError> {
        let form = || ClickError::Form(text.to_owned());
        let (name, rest) = text.split_once('=').ok_or_else(form)?;
        let (place, time) = rest.split_once('@').ok_or_else(form)?;
        let (x, y) = place.split_once(',').ok_or_else(form)?;
        let known = StickerName::from_name(name.trim());
        Ok(Self {
            name: known.ok_or_else(|| ClickError::Name(name.trim().to_owned()))?,
            image: Point::new(number(x)?, number(y)?),
            time: Seconds(number(time.trim().trim_end_matches('s'))?),
        })
    }
}

fn number(text: &str) -> Result<f64, ClickError> {
    let value = text.trim().parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0);
    value.ok_or_else(|| ClickError::Number(text.trim().to_owned()))
}

impl fmt::Display for MarkerClick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Point { x, y } = self.image;
        write!(f, "{}={x},{y}@{}s", self.name.name().to_uppercase(), self.time.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_is_read_and_written_back() {
        let click: MarkerClick = "ASIS=640,310.5@12.4s".parse().expect("well formed");
        assert_eq!((click.name, click.image), (StickerName::Asis, Point::new(640.0, 310.5)));
        assert_eq!(click.to_string(), "ASIS=640,310.5@12.4s");
        assert_eq!(
            "psis= 3 , 4@0".parse::<MarkerClick>().expect("spaces and small letters").name,
            StickerName::Psis
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(matches!("ASIS 640,310".parse::<MarkerClick>(), Err(ClickError::Form(_))));
        assert!(matches!("NOSE=6,3@1".parse::<MarkerClick>(), Err(ClickError::Name(name)) if name == "NOSE"));
        assert!(matches!("ASIS=6,-3@1".parse::<MarkerClick>(), Err(ClickError::Number(_))));
        assert!(matches!("ASIS=6,3@NaN".parse::<MarkerClick>(), Err(ClickError::Number(_))));
    }
}
