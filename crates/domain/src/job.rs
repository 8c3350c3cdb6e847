//! Jobs: the typed parts that rules and providers need.

use crate::wire::wire_enum;

wire_enum! {
    /// The programming language of a coding interview (FEATURES.md JB2).
    ///
    /// Stored typed on the job; the legacy words `CODING_LANG=…` are made only at the edge.
    #[derive(Default)]
    pub enum CodingLanguage as "coding language" {
        /// Python, the default.
        #[default]
        Python = "PYTHON",
        /// JavaScript.
        JavaScript = "JAVASCRIPT",
        /// Java.
        Java = "JAVA",
        /// PHP.
        Php = "PHP",
        /// Ruby.
        Ruby = "RUBY",
        /// C#.
        CSharp = "CSHARP",
        /// SQL.
        Sql = "SQL",
    }
}

#[cfg(test)]
mod tests {
    use super::CodingLanguage;

    #[test]
    fn a_job_without_a_language_is_python() {
        assert_eq!(CodingLanguage::default().as_str(), "PYTHON");
        assert_eq!(CodingLanguage::ALL.len(), 7);
        assert_eq!(serde_json::json!(CodingLanguage::CSharp), "CSHARP");
    }
}
