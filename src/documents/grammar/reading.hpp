#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>

#include "documents/grammar/outline.hpp"
#include "documents/objective/document.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::documents {

/// Reads the values of parts, file or block alike, and says what is wrong with each line. One fault makes one problem:
/// what a rule would say because of it is named as its consequence.
class Reader {
 public:
  /// `in_block`: fields that only a file has are unknown, and lists stand a level higher.
  Reader(const Outline& outline, bool in_block, std::vector<Problem>& problems)
      : m_outline(outline), m_in_block(in_block), m_problems(problems) {}

  void read(const Part& part, Objective& objective);
  void read(const Part& part, KeyResult& key_result);
  /// What stands between the parts of a file.
  void read_unknown_parts();
  /// Adds a problem with the text of its line (an index into the outline's lines).
  Problem& problem(std::size_t line, std::string message, std::string expected);
  /// Names what is no key result in the list that an objective's block ends with, and gives the lines that may be.
  std::vector<std::size_t> key_result_lines(const Section& section);
  /// True where a problem was named at a line that means the field, so that its absence says nothing new.
  bool is_told(std::string_view field) const { return m_told.contains(field); }
  /// Every finding of the file is a consequence.
  void spoils_all(Problem& problem) const;

 private:
  /// So is what rules say because a field of the part could not be read: on its lines, or on those of the whole file
  /// where the rule compares key results.
  void spoils(Problem& problem, Field field, const Part& part) const;
  /// A key result is in the file that is not read as one.
  void spoils_comparison(Problem& problem) const;
  template <class Owner>
  void read_fields(const Part& part, Owner& owner);
  /// A file's part with text in the place of its fields.
  void check_above_fields(const Part& part);
  template <class Owner>
  void check_between_fields(const Part& part, const Owner& owner);
  std::string read_prose(const Part& part, Provenance& source);
  void read_id(const Part& part, std::string& id);
  void read_sections(const Part& part, KeyResult& key_result);
  void read_dependencies(const Section& section, KeyResult& key_result);
  void read_milestones(const Section& section, const Part& part, KeyResult& key_result);
  /// The lines of a list section that should be items: of a paragraph of text its first.
  std::vector<std::size_t> item_lines(const Section& section);
  std::string item_text(std::size_t line);
  /// Names the comment that begins at a line, where no text is published. `where`: "in a list".
  void check_comment(std::size_t line, std::string_view where);
  /// A heading that the grammar does not know: kept in the file, with a warning.
  void unknown_section(const Section& section);
  /// Something whose name the grammar does not know.
  Problem& unknown(std::size_t line, std::string message, std::string expected, Severity severity);
  /// A bold line in the place of a heading; what stands below it is its own.
  void name_bold_heading(std::size_t line, const HeadingLine& heading);
  /// Lists' items and key results' fields that stand where they are not read.
  void check_strays(std::size_t begin, std::size_t end);
  std::string list_heading(std::string_view name) const;

  const Outline& m_outline;
  bool m_in_block;
  std::vector<Problem>& m_problems;
  bool m_has_bold_part = false;                 ///< a bold line was named in the place of a key result's heading
  std::set<std::string, std::less<>> m_told{};  ///< fields of the part that was read last
};

/// A problem for a text that is not UTF-8; false when nothing else can be said of it.
bool check_encoding(const Outline& outline, Reader& reader);

}  // namespace secokr::documents
