#pragma once
#include <memory>
#include <string>

#include "cli/ask/terminal.hpp"

namespace secokr::cli {

class Keyboard;

/// Edits an answer in its line: cursor keys, home, end, words, and the answers before this one with the key up, which
/// in a text of several lines moves by lines. What it is made with (libedit, ADR 18) is known to its body alone.
class LineEditor {
 public:
  virtual ~LineEditor() = default;
  /// The line begins with `begun`.
  virtual TypedLine read(Keyboard& keyboard, const std::string& prompt, const std::string& begun) = 0;

  /// Nothing on a terminal that cannot move its cursor, and on a machine without any UTF-8.
  static std::unique_ptr<LineEditor> make();
};

/// Reads an answer on any terminal: what is typed is appended, and can be erased.
TypedLine read_plainly(Keyboard& keyboard, const std::string& prompt);

}  // namespace secokr::cli
