#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/status_view.hpp"

#include "base/state_folder.hpp"

namespace secokr::cli {

class Context;

/// The questions of one run, so that no answer is lost however the run ends (U3): each stands in the state folder
/// before the next question is asked, and the same line typed again goes on with them. What was confirmed and handed
/// over is no longer its business (`done`). Secrets are never kept, and in a dry run nothing is.
class Interview {
 public:
  explicit Interview(Context& context) : m_context(context) {}

  /// The next questions are about this, such as one key result in its week: answers are recalled for the same alone.
  void about(std::string subject) { m_about = std::move(subject); }

  /// What an earlier run was answered here; whether it goes on with that is asked once. Each answer comes back once.
  /// Error: interrupted.
  Expected<std::optional<std::string>> recall(const std::string& question);
  /// What stood in the line when an earlier run was left at this question.
  std::optional<std::string> begun(const std::string& question);
  void keep(const std::string& question, std::string answer);
  /// A text that was written in the editor, by its buffer's name.
  Expected<std::optional<std::string>> recall_edit(const std::string& buffer) { return recall(question_of(buffer)); }
  bool knows_edit(const std::string& buffer);
  void keep_edit(const std::string& buffer, std::string text) { keep(question_of(buffer), std::move(text)); }
  /// What stands in the line of a question that is being left.
  void keep_begun(const std::string& question, std::string text);

  bool has_answers() const { return !m_answers.empty(); }
  /// The person said no: the answers stay for another time, also where the run ends well.
  void stays() { m_stays = true; }
  /// All of it has arrived where it belongs, or waits there in another shape.
  void done();
  /// The end of the run: `done`, unless it stays.
  void end();
  /// Says that the answers are kept, or gives them back where they could not be.
  Error told(Error error) const;
  /// "What you typed is kept; `secokr update` goes on with it"; empty where nothing was typed.
  std::string kept_sentence() const;

 private:
  struct Answer {
    std::string about{};
    std::string question{};
    std::string text{};
    bool is_begun = false;  ///< Enter was not pressed
  };
  static std::string question_of(const std::string& buffer) { return "the text in the editor " + buffer; }
  bool knows(const std::string& question);
  std::optional<Answer> take(const std::string& question, bool is_begun);
  Status offer();
  void load();
  void save();

  Context& m_context;
  std::string m_line{};  ///< to be typed to go on
  std::string m_file{};
  std::optional<base::StateFolder> m_folder{};
  std::string m_about{};
  std::vector<Answer> m_earlier{};
  std::vector<Answer> m_answers{};
  std::set<std::string> m_asked_about{};
  bool m_was_loaded = false;
  bool m_was_offered = false;
  bool m_stays = false;
  bool m_is_kept = false;
};

/// What was left in the middle, by this state folder; a file that cannot be read is passed over.
std::vector<BegunItem> begun_interviews(const base::StateFolder& state);

}  // namespace secokr::cli
