//! What is built into the program: the sample, and the categories of a place that names none.

use serde::Deserialize;

use crate::api;
use crate::domain::programme::Category;

/// The programme that shows where no source is set.
pub const SAMPLE: &[u8] = include_bytes!("../../assets/sample/programme.json");
/// The sample's one picture.
pub const SAMPLE_PICTURE: &[u8] = include_bytes!("../../assets/sample/notice-ring.png");
/// By what the sample names it.
pub const SAMPLE_PICTURE_FILE: &str = "notice-ring.png";

/// The only rows of the sample that hold on every day and in every place.
#[derive(Deserialize)]
struct Lasting {
    categories: Vec<api::Category>,
}

/// The categories of a place: those its sources name, or the built-in set where they name none
/// (DOMAIN "Attendance as it was really reported").
pub fn categories_or_built_in(named: Vec<Category>) -> Vec<Category> {
    if named.is_empty() { categories() } else { named }
}

fn categories() -> Vec<Category> {
    // Cannot fail: the tests read this very file. It would leave a question out, not a screen.
    let lasting = serde_json::from_slice::<Lasting>(SAMPLE).map(|lasting| lasting.categories);
    lasting.unwrap_or_default().iter().filter_map(|category| category.to_domain().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_names_its_picture_once() {
        let text = std::str::from_utf8(SAMPLE).unwrap();
        assert_eq!(text.matches(SAMPLE_PICTURE_FILE).count(), 1);
    }
    use crate::domain::programme::Division;
    use crate::domain::text::{Lang, Text};

    /// The ward's own words and divisions, as its newsletter printed them.
    #[test]
    fn the_built_in_categories_are_those_that_were_really_reported() {
        let all = categories_or_built_in(Vec::new());
        let name = |text: &Text| text.phrase(Lang::JA).text();
        let found: Vec<(String, Division, Vec<String>)> = all
            .iter()
            .map(|row| (name(&row.name), row.division, row.subs.iter().map(|sub| name(&sub.name)).collect()))
            .collect();
        let kinds = [
            "障害者支援事業所",
            "高齢者支援事業所",
            "病院・訪問看護",
            "居住支援関係者",
            "行政関係",
            "学識・アドバイザー",
            "その他",
        ];
        let row = |name: &str, division, subs: &[&str]| {
            (name.to_owned(), division, subs.iter().map(|sub| (*sub).to_owned()).collect::<Vec<_>>())
        };
        let expected = [
            row("当事者", Division::Complete, &[]),
            row("当事者家族", Division::Complete, &[]),
            row("支援関係者", Division::Complete, &kinds),
            row("その他", Division::OfWhich, &["学生"]),
        ];
        assert_eq!(found, expected);
        assert!(all.iter().all(|row| row.hint.is_some()), "each says what it means");
    }

    #[test]
    fn a_place_that_names_its_own_categories_keeps_them() {
        let own = vec![Category {
            id: "neighbour".to_owned(),
            name: Text::ja("近所の人"),
            hint: None,
            subs: Vec::new(),
            division: Division::Complete,
        }];
        assert_eq!(categories_or_built_in(own.clone()), own);
    }
}
