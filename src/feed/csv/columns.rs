//! Which column holds what, by the names the municipalities give them. A position never says
//! anything: the layouts in use differ, and offices add columns of their own.

/// What this program makes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Code,
    Number,
    Title,
    TitleEn,
    StartDay,
    EndDay,
    StartTime,
    EndTime,
    StartNote,
    Description,
    Office,
    Tel,
    Extension,
    Fax,
    Place,
    Building,
    Way,
    Who,
    Capacity,
    RegisterDay,
    RegisterTime,
    Url,
    /// Known, and of no use to a sign (備考 is often a note from one office to another).
    Unused,
}

impl Column {
    /// The name that the recommended data set gives it.
    pub fn name(self) -> &'static str {
        let names = NAMES.iter().find(|(known, _)| *known == self);
        names.and_then(|(_, names)| names.first()).copied().unwrap_or_default()
    }
}

/// The names in use. The first of each row is that of the recommended data set.
const NAMES: [(Column, &[&str]); 23] = [
    (
        Column::Code,
        &[
            "都道府県コード又は市区町村コード",
            "全国地方公共団体コード",
            "市区町村コード",
            "団体コード",
            "自治体コード",
        ],
    ),
    (Column::Number, &["NO", "ID", "No.", "番号", "イベントID", "管理番号", "整理番号"]),
    (
        Column::Title,
        &[
            "イベント名",
            "名称",
            "タイトル",
            "イベント名称",
            "行事名",
            "催し名",
            "事業名",
            "件名",
            "イベントタイトル",
        ],
    ),
    (Column::TitleEn, &["イベント名_英語", "名称_英語", "イベント名(英語)", "イベント名称_英語"]),
    (
        Column::StartDay,
        &[
            "開始日",
            "開催日",
            "開始年月日",
            "開催開始日",
            "開催年月日",
            "日付",
            "年月日",
            "開催日(開始)",
            "日程",
            "開始日付",
        ],
    ),
    (Column::EndDay, &["終了日", "終了年月日", "開催終了日", "開催日(終了)", "終了日付"]),
    (Column::StartTime, &["開始時間", "開始時刻", "開催開始時間", "開催開始時刻", "開催時間", "時間"]),
    (Column::EndTime, &["終了時間", "終了時刻", "開催終了時間", "開催終了時刻"]),
    (
        Column::StartNote,
        &[
            "開始日時特記事項",
            "日時特記事項",
            "開催日時特記事項",
            "開始日特記事項",
            "日時備考",
            "日程特記事項",
        ],
    ),
    (Column::Description, &["説明", "概要", "内容", "イベント概要", "イベント内容", "詳細", "イベント説明"]),
    (
        Column::Office,
        &["連絡先名称", "問い合わせ先", "問合せ先", "お問い合わせ先", "問合先", "担当課", "連絡先"],
    ),
    (Column::Tel, &["連絡先電話番号", "電話番号", "電話", "TEL", "問い合わせ先電話番号", "問合せ先電話番号"]),
    (Column::Extension, &["連絡先内線番号", "内線番号", "内線"]),
    (
        Column::Fax,
        &["連絡先FAX番号", "FAX番号", "FAX", "ファクス", "ファックス", "ファクシミリ", "ファクス番号"],
    ),
    (Column::Place, &["場所名称", "会場", "開催場所", "会場名", "場所", "会場名称", "開催場所名称"]),
    (Column::Building, &["方書", "建物名等(方書)", "建物名等"]),
    (Column::Way, &["Web開催", "開催方法", "開催形式", "開催形態", "オンライン開催"]),
    (Column::Who, &["対象者", "対象", "参加資格", "参加対象", "参加条件"]),
    (Column::Capacity, &["定員", "募集人数", "定員数", "募集定員"]),
    (
        Column::RegisterDay,
        &[
            "参加申込終了日",
            "申込終了日",
            "申込期限",
            "申込締切",
            "申込期限日",
            "申込締切日",
            "募集終了日",
            "申込終了年月日",
        ],
    ),
    (
        Column::RegisterTime,
        &["参加申込終了時間", "参加申込終了時刻", "申込終了時間", "申込終了時刻", "申込期限時刻"],
    ),
    (
        Column::Url,
        &[
            "URL",
            "ホームページ",
            "ホームページURL",
            "詳細URL",
            "ウェブサイト",
            "リンク",
            "コンテンツURL",
            "関連URL",
        ],
    ),
    (
        Column::Unused,
        &[
            "都道府県名",
            "市区町村名",
            "地方公共団体名",
            "イベント名_カナ",
            "名称_カナ",
            "イベント名_通称",
            "料金(基本)",
            "料金(詳細)",
            "料金",
            "料金種別",
            "参加費",
            "主催者",
            "共催者",
            "住所",
            "所在地",
            "緯度",
            "経度",
            "アクセス方法",
            "アクセス",
            "駐車場情報",
            "参加申込方法",
            "申込方法",
            "備考",
            "連絡先メールアドレス",
            "連絡先FormURL",
            "連絡先備考(その他、SNSなど)",
            "町字ID",
            "所在地_全国地方公共団体コード",
            "所在地_連結表記",
            "所在地_都道府県",
            "所在地_市区町村",
            "所在地_町字",
            "所在地_番地以下",
            "高度の種別",
            "高度の値",
            "画像",
            "画像_ライセンス",
            "カテゴリー",
            "カテゴリ",
            "イベント種類",
            "区",
            "公開日",
            "更新日",
            "最終更新日",
            "子育て情報",
            "施設No.",
            "タグ",
            "キーワード",
            "主催者法人番号",
            "曜日",
            "所在地_町字ID",
        ],
    ),
];

/// What a header says, if it is known.
pub fn column(header: &str) -> Option<Column> {
    let wanted = plain(header);
    let found = NAMES.iter().find(|(_, names)| names.iter().any(|name| plain(name) == wanted));
    found.map(|(column, _)| *column)
}

/// A header as it compares: half-width, small letters, nothing between its words.
pub fn plain(header: &str) -> String {
    let half = super::dates::half_width(header);
    let kept = half.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '.' | '・' | '"'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The columns of a file.
pub struct Columns {
    pub headers: Vec<String>,
    by_meaning: Vec<(Column, usize)>,
}

impl Columns {
    /// A record is the header when it names the event and something else that is known.
    pub fn of(record: &csv::StringRecord) -> Option<Columns> {
        let headers: Vec<String> = record.iter().map(|header| header.trim().to_owned()).collect();
        let mut by_meaning: Vec<(Column, usize)> =
            headers.iter().enumerate().filter_map(|(i, header)| Some((column(header)?, i))).collect();
        by_meaning.sort();
        let columns = Columns { headers, by_meaning };
        (columns.at(Column::Title).is_some() && columns.by_meaning.len() > 1).then_some(columns)
    }

    /// The column with this meaning; the first one, where several have it.
    fn at(&self, column: Column) -> Option<usize> {
        self.by_meaning.iter().find(|(meaning, _)| *meaning == column).map(|(_, i)| *i)
    }

    /// The cell with this meaning, when something stands in it. Of several columns with one
    /// meaning (URL and コンテンツURL) the first that is filled in counts.
    pub fn cell<'a>(&self, record: &'a csv::StringRecord, column: Column) -> Option<&'a str> {
        let cells = self.by_meaning.iter().filter(|(meaning, _)| *meaning == column);
        let mut cells = cells.filter_map(|(_, i)| record.get(*i)).map(|cell| as_meant(cell.trim()));
        cells.find(|cell| !cell.is_empty())
    }

    /// The name the file gives it.
    pub fn name(&self, column: Column) -> String {
        let named = self.at(column).and_then(|i| self.headers.get(i));
        named.map_or_else(|| column.name().to_owned(), Clone::clone)
    }

    /// Headers that nobody knows.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let headers = self.headers.iter().map(String::as_str);
        headers.filter(|header| !header.is_empty() && column(header).is_none())
    }
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn as_meant(cell: &str) -> &str {
    const BEGINS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINS)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_before_what_looks_like_a_formula_is_for_the_spreadsheet() {
        assert_eq!(as_meant("'+81-3-5432-2247"), "+81-3-5432-2247");
        assert_eq!(as_meant("'99年の会"), "'99年の会");
        assert_eq!(as_meant("-1"), "-1");
    }

    #[test]
    fn a_column_is_known_by_any_of_its_names() {
        let check = |header: &str, expected: Option<Column>| assert_eq!(column(header), expected, "{header}");
        check("イベント名", Some(Column::Title));
        check(" タイトル　", Some(Column::Title));
        check("開始時刻", Some(Column::StartTime));
        check("料金（基本）", Some(Column::Unused));
        check("建物名等（方書）", Some(Column::Building));
        check("ｎｏ", Some(Column::Number));
        check("ＵＲＬ", Some(Column::Url));
        check("イベント名＿英語", Some(Column::TitleEn));
        check("天気", None);
    }

    #[test]
    fn no_name_has_two_meanings() {
        for (meaning, names) in NAMES {
            for name in names {
                assert_eq!(column(name), Some(meaning), "{name}");
            }
        }
    }
}
