#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/ask/editor.hpp"
#include "cli/core/binder.hpp"
#include "cli/core/context.hpp"
#include "documents/objective/document.hpp"

namespace secokr::cli {

/// Where a draft's text comes from, when it is not flags and questions.
struct DraftSource {
  bool editor = false;
  std::optional<std::string> shape{};  ///< `--template`
  std::optional<std::string> file{};   ///< a path, or `-`
  bool is_given() const { return editor || shape || file; }
};
/// `-e/--editor`, `--template NAME`, `--file FILE|-`.
void bind_source(OptionBinder& binder, DraftSource& source, const std::string& shape);

/// A text to be taken from a source.
struct SourceRequest {
  std::string command{};                                 ///< `secokr draft objective`, for what is told to be typed
  std::string buffer{};                                  ///< the editor's
  std::string template_name{};                           ///< of the shape: `objective-ally.md`
  std::function<Expected<std::string>()> form{};         ///< what an editor holds at first, without a shape
  std::function<Status(const std::string&)> validate{};  ///< of a text in secokr's own form
  /// What is not as the shape has it.
  std::function<std::vector<documents::Problem>(const std::string&)> problems{};
};

struct SourceText {
  std::string text{};
  std::optional<Edited> edited{};  ///< its buffer stands until it is discarded
};
/// The text, which is understood: what a shape cannot hold is an error with a note for each line, what was not filled
/// in is said aloud (K5). Errors: usage, for a shape without a terminal and without a file; local_file; interrupted.
Expected<SourceText> take_text(Context& context, const DraftSource& source, const SourceRequest& task);

/// How the command ends: once it is written, or the person left, the editor's buffer goes; after a failure
/// the error says where the text waits.
Expected<int> finish_source(const std::optional<SourceText>& source, Expected<bool> written);

}  // namespace secokr::cli
