//! A window that shows sheets.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use slint::{ComponentHandle, Image, Model, ModelRc, SharedPixelBuffer, VecModel};

use super::keys::Stroke;
use super::pictures::Decoded;
use super::window::{self, KioskWindow, PieceKind, Tokens};
use super::{qr, sets, signs};
use crate::domain::display::Colours;
use crate::view::layout::{Ground, Kind, Piece, Placed, Rect, Said, SaidRole, Sheet};
use crate::view::palette::{Rgb, Tone};
use crate::view::typeset::{Family, Weight};
use crate::view::{Action, Light, Set, Sign};

/// Where something is, mm from the upper left corner, if that matters.
pub type Spot = Option<(f32, f32)>;

/// What comes out of the window. Callbacks only hand it on; nothing happens inside them.
pub struct Wishes {
    pub act: Box<dyn Fn(Action)>,
    pub key: Box<dyn Fn(Stroke)>,
    /// A touch, and where it is, mm, if it is on no control.
    pub touched: Box<dyn Fn(Spot)>,
    /// New size of the window, px.
    pub resized: Box<dyn Fn(u32, u32)>,
}

/// A window, what stands on it, and the images it is made of.
pub struct Stage {
    window: KioskWindow,
    pieces: Rc<VecModel<window::Piece>>,
    said: Rc<VecModel<window::Said>>,
    controls: Rc<VecModel<window::Control>>,
    shown: Shown,
    images: Images,
    /// Names of the controls on screen, to what they do.
    actions: Rc<RefCell<HashMap<String, Action>>>,
}

#[derive(Default)]
struct Shown {
    pieces: Vec<Piece>,
    said: Vec<Said>,
    controls: Vec<Placed>,
    framed: Vec<Action>,
    colours: Option<Colours>,
    mm_per_px: f32,
}

/// Gives the bundled faces to the renderer. Without them a machine without fonts shows nothing.
pub fn start_fonts() {
    let mut collection = slint::fontique_011::shared_collection();
    for family in Family::ALL {
        for weight in [Weight::Regular, Weight::Bold] {
            let blob = fontique::Blob::new(Arc::new(family.file(weight)));
            collection.register_fonts(blob, None);
        }
    }
}

/// Chooses the window system and the software renderer: the one that needs no graphics driver.
///
/// # Errors
/// When no display can be opened.
pub fn open_window() -> Result<(), slint::PlatformError> {
    slint::BackendSelector::new().backend_name("winit".into()).renderer_name("software".into()).select()?;
    start_fonts();
    Ok(())
}

/// Runs the window until [`quit`]. A hidden window does not end it.
///
/// # Errors
/// When the display goes away.
pub fn run() -> Result<(), slint::PlatformError> {
    slint::run_event_loop_until_quit()
}

/// Ends [`run`], from any thread.
pub fn quit() {
    // Cannot fail in a way that matters: without a loop there is nothing to end.
    let _ = slint::quit_event_loop();
}

/// Runs something on the window's thread, after what it is doing now.
pub fn post(job: impl FnOnce() + Send + 'static) {
    // Before the loop runs the job waits for it; after it has ended nothing is to be done.
    let _ = slint::invoke_from_event_loop(job);
}

/// Something that happens once, later, on the window's thread. Set again, it is moved.
#[derive(Default)]
pub struct Alarm(slint::Timer);

impl Alarm {
    pub fn after(&self, wait: std::time::Duration, job: impl FnMut() + 'static) {
        self.0.start(slint::TimerMode::SingleShot, wait, job);
    }

    pub fn is_set(&self) -> bool {
        self.0.running()
    }
}

impl Stage {
    /// # Errors
    /// When the window system refuses a window.
    pub fn new(cover_screen: bool) -> Result<Stage, slint::PlatformError> {
        let window = KioskWindow::new()?;
        window.set_cover_screen(cover_screen);
        // A window manager may offer to close the window (Alt+F4). A sign that can be closed by a
        // visitor is a black screen: only a signal ends it.
        window.window().on_close_requested(|| slint::CloseRequestResponse::KeepWindowShown);
        let pieces = Rc::new(VecModel::default());
        let said = Rc::new(VecModel::default());
        let controls = Rc::new(VecModel::default());
        let sheet = window.global::<window::Sheet>();
        sheet.set_pieces(ModelRc::from(pieces.clone()));
        sheet.set_said(ModelRc::from(said.clone()));
        sheet.set_controls(ModelRc::from(controls.clone()));
        Ok(Stage {
            window,
            pieces,
            said,
            controls,
            shown: Shown::default(),
            images: Images::default(),
            actions: Rc::default(),
        })
    }

    /// Connects what visitors do.
    pub fn connect(&self, wishes: Wishes) {
        let Wishes { act, key, touched, resized } = wishes;
        let sheet = self.window.global::<window::Sheet>();
        let actions = self.actions.clone();
        sheet.on_act(move |name| {
            if let Some(action) = actions.borrow().get(name.as_str()) {
                act(action.clone());
            }
        });
        sheet.on_key_pressed(move |text, shift| match Stroke::of(&text, shift) {
            Some(stroke) => {
                key(stroke);
                true
            }
            None => false,
        });
        sheet.on_touched(move |x, y| touched((x >= 0.0).then_some((x, y))));
        // Nobody closes a sign by hand (Alt+F4, a window menu); signals end it.
        self.window.window().on_close_requested(|| slint::CloseRequestResponse::KeepWindowShown);
        let weak = self.window.as_weak();
        self.window.on_resized(move |_, _| {
            if let Some(window) = weak.upgrade() {
                let size = window.window().size();
                resized(size.width, size.height);
            }
        });
    }

    pub fn show_window(&self) -> Result<(), slint::PlatformError> {
        self.window.show()
    }

    /// Gives the desktop back to staff.
    pub fn leave_fullscreen(&self) {
        self.window.set_cover_screen(false);
    }

    /// Size of the window, px.
    pub fn size(&self) -> (u32, u32) {
        let size = self.window.window().size();
        (size.width, size.height)
    }

    /// What the window shows, RGBA.
    ///
    /// # Errors
    /// When the renderer cannot.
    pub fn picture(&self) -> Result<(u32, u32, Vec<u8>), slint::PlatformError> {
        let pixels = self.window.window().take_snapshot()?;
        Ok((pixels.width(), pixels.height(), pixels.as_bytes().to_vec()))
    }

    /// Gives a picture of the programme, or takes it away.
    pub fn set_picture(&mut self, source: &str, picture: Option<Decoded>) {
        self.images.covers.retain(|(known, ..), _| known != source);
        match picture {
            Some(picture) => self.images.pictures.insert(source.to_owned(), picture),
            None => self.images.pictures.remove(source),
        };
        // The piece is the same, its image is not: show it anew.
        self.shown.pieces.clear();
    }

    /// Shows a sheet. Only what is different from the last one is touched.
    pub fn show(&mut self, sheet: &Sheet, colours: Colours, light: Light, title: &str, announcement: &str) {
        if self.shown.colours != Some(colours) || self.shown.mm_per_px != sheet.mm_per_px {
            self.shown = Shown { colours: Some(colours), mm_per_px: sheet.mm_per_px, ..Shown::default() };
            self.images.signs.clear();
        }
        let scale_factor = self.window.window().scale_factor();
        let tokens = self.window.global::<Tokens>();
        tokens.set_mm(1.0 / sheet.mm_per_px / scale_factor);
        tokens.set_focus_outer(colour(Tone::FocusOuter.rgb(colours)));
        tokens.set_focus_inner(colour(Tone::FocusInner.rgb(colours)));

        let mut making = Making { images: &mut self.images, colours, mm_per_px: sheet.mm_per_px };
        sync(&self.pieces, &self.shown.pieces, &sheet.pieces, |piece| making.piece(piece, None));
        sync(&self.said, &self.shown.said, &sheet.said, said);
        let old = sets::with_focus(&self.shown.controls, &self.shown.framed);
        let new = sets::with_focus(&sheet.controls, &sheet.framed);
        sync(&self.controls, &old, &new, |(placed, focused)| making.control(placed, *focused));

        *self.actions.borrow_mut() =
            sheet.controls.iter().map(|placed| (name_of(&placed.action), placed.action.clone())).collect();
        let out = self.window.global::<window::Sheet>();
        if out.get_title() != title {
            out.set_title(title.into());
        }
        if out.get_announcement() != announcement {
            out.set_announcement(announcement.into());
        }
        out.set_answers_count(sets::count(sheet, Set::Answers));
        out.set_buttons_count(sets::count(sheet, Set::Buttons));
        out.set_dimming(match light {
            Light::Full => 0.0,
            Light::Dim => 0.7,
            Light::Dark => 1.0,
        });
        self.shown.pieces.clone_from(&sheet.pieces);
        self.shown.said.clone_from(&sheet.said);
        self.shown.controls.clone_from(&sheet.controls);
        self.shown.framed.clone_from(&sheet.framed);
    }

    pub(super) fn window(&self) -> &slint::Window {
        self.window.window()
    }
}

/// Name by which the window tells which control was used.
fn name_of(action: &Action) -> String {
    format!("{action:?}")
}

/// Brings a model from what it shows to what it should show, row by row.
fn sync<T: PartialEq, R: Clone + 'static>(
    model: &VecModel<R>,
    old: &[T],
    new: &[T],
    mut make: impl FnMut(&T) -> R,
) {
    for (i, item) in new.iter().enumerate() {
        if i >= model.row_count() {
            model.push(make(item));
        } else if old.get(i) != Some(item) {
            model.set_row_data(i, make(item));
        }
    }
    while model.row_count() > new.len() {
        model.remove(model.row_count() - 1);
    }
}

fn colour(rgb: Rgb) -> slint::Color {
    slint::Color::from_argb_encoded(0xff00_0000 | rgb.0)
}

fn said(said: &Said) -> window::Said {
    window::Said {
        x: said.rect.x,
        y: said.rect.y,
        w: said.rect.w,
        h: said.rect.h,
        label: said.label.as_str().into(),
        is_image: said.role == SaidRole::Image,
    }
}

type SignKey = (Sign, Ground, bool, u32);

/// Images that have been made, by what they are of.
#[derive(Default)]
struct Images {
    signs: HashMap<SignKey, Image>,
    codes: HashMap<(String, u32), Image>,
    covers: HashMap<(String, u32, u32), Image>,
    pictures: HashMap<String, Decoded>,
}

/// Codes and covers of slides long gone are not kept.
const MOST_IMAGES: usize = 24;

struct Making<'a> {
    images: &'a mut Images,
    colours: Colours,
    mm_per_px: f32,
}

impl Making<'_> {
    /// A piece for the window. On a control, `inverse` says what its colours turn into when held.
    fn piece(&mut self, piece: &Piece, inverse: Option<Tone>) -> window::Piece {
        let rect = piece.rect();
        let mut out =
            window::Piece { x: rect.x, y: rect.y, w: rect.w, h: rect.h, ..window::Piece::default() };
        match piece {
            Piece::Fill { radius, tone, .. } => {
                out.kind = PieceKind::Fill;
                out.radius = *radius;
                self.paint(&mut out, *tone, inverse);
            }
            Piece::Frame { radius, stroke, tone, .. } => {
                out.kind = PieceKind::Frame;
                out.radius = *radius;
                out.stroke = *stroke + self.hair();
                self.paint(&mut out, *tone, inverse);
            }
            Piece::Text { text, family, weight, tone, size, .. } => {
                out.kind = PieceKind::Text;
                out.h = *size;
                out.text = text.as_str().into();
                out.family = family.name().into();
                out.weight = match weight {
                    Weight::Regular => 400,
                    Weight::Bold => 700,
                };
                self.paint(&mut out, *tone, inverse);
            }
            Piece::Sign { sign, ground, .. } => {
                let px = self.snap(&mut out, rect);
                out.kind = PieceKind::Image;
                out.image = self.sign(*sign, *ground, false, px.0);
                if inverse.is_some() {
                    out.pressed_image = self.sign(*sign, *ground, true, px.0);
                }
            }
            Piece::Qr { url, .. } => {
                let px = self.snap(&mut out, rect);
                out.kind = PieceKind::Image;
                out.image = kept(&mut self.images.codes, (url.clone(), px.0), || qr::image(url, px.0))
                    .unwrap_or_default();
            }
            Piece::Picture { source, .. } => {
                let px = self.snap(&mut out, rect);
                out.kind = PieceKind::Image;
                out.cover = true;
                let picture = self.images.pictures.get(source);
                let make = || picture.map(|picture| picture.covering(px.0, px.1));
                out.image =
                    kept(&mut self.images.covers, (source.clone(), px.0, px.1), make).unwrap_or_default();
            }
        }
        out
    }

    fn paint(&self, out: &mut window::Piece, tone: Tone, inverse: Option<Tone>) {
        out.colour = colour(tone.rgb(self.colours));
        out.pressed_colour = inverse.map_or(out.colour, |inverse| colour(inverse.rgb(self.colours)));
    }

    /// Moves a rectangle onto whole pixels, so that images are shown one to one.
    fn snap(&self, out: &mut window::Piece, rect: Rect) -> (u32, u32) {
        let px = |mm: f32| (mm / self.mm_per_px).round();
        out.x = px(rect.x) * self.mm_per_px + self.hair();
        out.y = px(rect.y) * self.mm_per_px + self.hair();
        let (w, h) = (px(rect.w).max(1.0), px(rect.h).max(1.0));
        out.w = w * self.mm_per_px + self.hair();
        out.h = h * self.mm_per_px + self.hair();
        (w as u32, h as u32)
    }

    /// The renderer cuts lengths off to whole pixels. Without this a length of 3 px that has been
    /// mm on the way comes out as 2.9999 px and is drawn as 2, and a code is no longer one to one.
    fn hair(&self) -> f32 {
        0.01 * self.mm_per_px
    }

    fn sign(&mut self, sign: Sign, ground: Ground, pressed: bool, px: u32) -> Image {
        let colours = self.colours;
        self.images
            .signs
            .entry((sign, ground, pressed, px))
            .or_insert_with(|| signs::image(sign, ground, colours, pressed, px).unwrap_or_default())
            .clone()
    }

    fn control(&mut self, placed: &Placed, focused: bool) -> window::Control {
        let (face, ink) = match placed.kind {
            Kind::Primary => (Tone::Primary, Tone::OnPrimary),
            Kind::Staff => (Tone::Staff, Tone::OnStaff),
            Kind::Plain | Kind::Choice => (Tone::Face, Tone::Ink),
        };
        let border = match placed.kind {
            Kind::Primary => Tone::Primary,
            Kind::Staff | Kind::Plain | Kind::Choice => Tone::Border,
        };
        let pieces: Vec<_> = placed.pieces.iter().map(|piece| self.piece(piece, Some(face))).collect();
        window::Control {
            key: name_of(&placed.action).into(),
            x: placed.rect.x,
            y: placed.rect.y,
            w: placed.rect.w,
            h: placed.rect.h,
            radius: placed.radius,
            border: if placed.chosen { placed.border * 2.5 } else { placed.border } + self.hair(),
            face: colour(face.rgb(self.colours)),
            pressed_face: colour(ink.rgb(self.colours)),
            border_colour: colour(border.rgb(self.colours)),
            label: placed.label.as_str().into(),
            enabled: placed.enabled,
            set: sets::name(placed.set),
            position: sets::position(placed),
            checkable: placed.action.keeps_state(),
            checked: placed.chosen,
            focused,
            pieces: ModelRc::new(VecModel::from(pieces)),
        }
    }
}

fn kept<K: std::hash::Hash + Eq>(
    images: &mut HashMap<K, Image>,
    key: K,
    make: impl FnOnce() -> Option<Image>,
) -> Option<Image> {
    if let Some(image) = images.get(&key) {
        return Some(image.clone());
    }
    if images.len() >= MOST_IMAGES {
        images.clear();
    }
    let image = make()?;
    images.insert(key, image.clone());
    Some(image)
}

/// An RGB picture of a window without a display.
pub(super) fn rgb(pixels: &SharedPixelBuffer<slint::Rgb8Pixel>) -> (u32, u32, Vec<u8>) {
    (pixels.width(), pixels.height(), pixels.as_bytes().to_vec())
}
