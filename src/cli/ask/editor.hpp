#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include <secokr/error.hpp>

#include "cli/core/context.hpp"

namespace secokr::cli {

/// One text to be written in the user's editor.
struct EditorRequest {
  std::string name{};  ///< of the buffer, without a folder: `FY28-Q1-security-training.md`
  std::string text{};  ///< what it holds at first
  /// Says what is wrong with the text, or nothing. On an error the person is asked whether to go on editing; the text
  /// stays as they left it.
  std::function<Status(const std::string& text)> validate{};
  bool answers_a_question = false;  ///< it is kept and recalled with the other answers of the run's Interview
};

/// Where a text stands while somebody works at it.
struct EditorBuffer {
  base::StateFolder folder;
  std::string name{};
  std::filesystem::path path() const { return folder.path_of(name); }
};

/// A text that was edited; its buffer still stands on the disk until `discard` (FORMATS.md 6: until it is posted or
/// written).
class Edited {
 public:
  Edited(std::string text, EditorBuffer buffer) : m_text(std::move(text)), m_buffer(std::move(buffer)) {}
  const std::string& text() const { return m_text; }
  /// Where the text waits after a failure, a sentence for the person.
  std::string waiting() const;
  /// Removes the buffer once its text has arrived where it belongs.
  void discard() const;

 private:
  std::string m_text;
  EditorBuffer m_buffer;
};

/// Opens the buffer `.secokr/drafts/NAME` (without a workspace below `$XDG_STATE_HOME/secokr/drafts`) in
/// `$SECOKR_EDITOR`,
/// `$VISUAL`, `$EDITOR`, else the first of `editor`, `nano`, `vi` that is there. The variable may hold arguments
/// ("code --wait"), in quotes where they have blanks; no shell reads it. A buffer that an earlier run left behind is
/// offered first. An empty text, a text that is left as it was, and an editor that fails are kind interrupted; what a
/// person has saved is kept and named in the error, all else leaves nothing behind. Without a terminal: kind usage.
/// Error local_file where no buffer can be written or no editor is found.
Expected<Edited> edit_text(Context& context, const EditorRequest& request);

}  // namespace secokr::cli
