#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>

#include "documents/objective_document.hpp"
#include "documents/outline.hpp"

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
  Problem& problem(std::size_t line, std::string message, std::string expected, Rule rule = Rule::F1,
                   Severity severity = Severity::error);
  /// Every finding of the file is a consequence.
  void spoils_all(Problem& problem) const;

 private:
  template <class Owner>
  void read_fields(const Part& part, Owner& owner);
  void check_below_fields(const Part& part);
  std::string read_prose(const Part& part, Provenance& source);
  void read_id(const Part& part, std::string& id);
  void read_sections(const Part& part, KeyResult& key_result);
  void read_dependencies(const Section& section, KeyResult& key_result);
  void read_milestones(const Section& section, const Part& part, KeyResult& key_result);
  /// The lines of a list section that should be items: of a paragraph of text its first.
  std::vector<std::size_t> item_lines(const Section& section);
  std::string item_text(std::size_t line);
  void check_behind_comment(std::size_t line);
  /// A heading that the grammar does not know: kept in the file, with a warning.
  void unknown_section(const Section& section);
  /// Lists' items and key results' fields that stand where they are not read.
  void check_strays(std::size_t begin, std::size_t end);
  std::string list_heading(std::string_view name) const;

  const Outline& m_outline;
  bool m_in_block;
  std::vector<Problem>& m_problems;
};

/// A problem for a text that is not UTF-8; false when nothing else can be said of it.
bool check_encoding(const Outline& outline, Reader& reader);

}  // namespace secokr::documents
