#pragma once
#include <string>
#include <vector>

#include <secokr/objective.hpp>

#include "documents/objective_document.hpp"
#include "documents/outline.hpp"

namespace secokr::documents {

/// Reads the values of parts, file or block alike, and says what is wrong with each line.
class Reader {
 public:
  /// `section_level`: of the headings of a KR's lists. `in_block`: fields that only a file has are unknown.
  Reader(const Outline& outline, int section_level, bool in_block, std::vector<Problem>& problems)
      : m_outline(outline), m_section_level(section_level), m_in_block(in_block), m_problems(problems) {}

  void read(const Part& part, Objective& objective);
  void read(const Part& part, KeyResult& key_result);
  /// Adds a problem with the text of its line (an index into the outline's lines).
  void problem(std::size_t line, std::string message, std::string expected, Rule rule = Rule::F1,
               Severity severity = Severity::error);
  /// A heading that the grammar does not know: kept, with a warning.
  void unknown_section(const Section& section, const std::vector<std::string>& known);

 private:
  template <class Owner>
  void read_fields(const Part& part, Owner& owner);
  std::string read_prose(const Part& part);
  void read_id(const Part& part, std::string& id);
  void read_dependencies(const Section& section, KeyResult& key_result);
  void read_milestones(const Section& section, KeyResult& key_result);
  /// The lines of a list section that should be items; a deeper heading among them is an unknown section.
  std::vector<std::size_t> item_lines(const Section& section);

  const Outline& m_outline;
  int m_section_level;
  bool m_in_block;
  std::vector<Problem>& m_problems;
};

/// A problem for every line that is not valid UTF-8.
void check_encoding(const Outline& outline, std::vector<Problem>& problems);

}  // namespace secokr::documents
