#include "cli/ask/interview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/core/context.hpp"
#include "cli/core/next_commands.hpp"
#include "render/core/json.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view answers_suffix = ".answers.json";

base::StateFolder answers_folder(const base::StateFolder& state) { return state.sub("drafts"); }

std::string string_in(const render::Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

void Interview::load() {
  if (std::exchange(m_was_loaded, true) || m_context.global().dry_run) return;
  m_line = "secokr " + m_context.line();
  // Without a workspace the folder is shared by all that are typed anywhere.
  const std::string who = m_context.environment().get("SECOKR_USER").value_or("") +
                          (m_context.in_workspace() ? "" : "\n" + m_context.folder().string());
  m_file = fmt::format("{}-{}{}", base::slug(m_context.command().path),
                       base::sha256_hex(who + "\n" + m_line).substr(0, 8), answers_suffix);
  auto state = m_context.state();
  if (!state) return;
  m_folder = answers_folder(*state);
  const auto file = m_folder->read(m_file);
  if (!file || !*file) return;
  const auto json = render::Json::parse((*file)->text, nullptr, false);
  if (!json.is_object() || !json.contains("answers") || !json["answers"].is_array()) return;
  for (const auto& each : json["answers"])
    if (each.is_object())
      m_earlier.push_back({.about = string_in(each, "about"),
                           .question = string_in(each, "question"),
                           .text = string_in(each, "text"),
                           .is_begun = each.contains("begun") && each["begun"] == true});
}

void Interview::save() {
  load();
  if (!m_folder) return;
  render::Json all = render::Json::array();
  for (const auto* answers : {&m_answers, &m_earlier})
    for (const Answer& each : *answers) {
      render::Json one{{"about", each.about}, {"question", each.question}, {"text", each.text}};
      if (each.is_begun) one["begun"] = true;
      all.push_back(std::move(one));
    }
  const render::Json json{{"version", 1}, {"line", m_line}, {"answers", std::move(all)}};
  m_is_kept = m_folder->write(m_file, render::dump(json)).has_value();
}

std::optional<Interview::Answer> Interview::take(const std::string& question, bool is_begun) {
  load();
  m_asked_about.insert(m_about);
  const auto found = std::ranges::find_if(m_earlier, [&](const Answer& each) {
    return each.is_begun == is_begun && each.about == m_about && each.question == question;
  });
  if (found == m_earlier.end()) return std::nullopt;
  Answer answer = *found;
  m_earlier.erase(found);
  return answer;
}

/// Whether the person goes on with what an earlier run left; asked once, before the first answer is used.
Status Interview::offer() {
  if (std::exchange(m_was_offered, true)) return {};
  const auto answers =
      std::ranges::count_if(m_earlier, [&](const Answer& each) { return !each.is_begun && each.about == m_about; });
  m_context.say(fmt::format("An earlier run was left in the middle; its answers are kept{}",
                            m_about.empty() ? "" : fmt::format(" ({} about {})", answers, m_about)));
  SECOKR_TRY(const bool goes_on, confirm(m_context, "Go on with them?", true));
  m_stays = false;
  if (!goes_on) m_earlier.clear();
  return {};
}

bool Interview::knows(const std::string& question) {
  load();
  return std::ranges::any_of(m_earlier, [&](const Answer& each) {
    return !each.is_begun && each.about == m_about && each.question == question;
  });
}

bool Interview::knows_edit(const std::string& buffer) { return knows(question_of(buffer)); }

Expected<std::optional<std::string>> Interview::recall(const std::string& question) {
  if (knows(question)) SECOKR_CHECK(offer());
  auto answer = take(question, false);
  if (!answer) return std::nullopt;
  return std::move(answer->text);
}

std::optional<std::string> Interview::begun(const std::string& question) {
  auto answer = take(question, true);
  if (!answer) return std::nullopt;
  return std::move(answer->text);
}

void Interview::keep(const std::string& question, std::string answer) {
  m_answers.push_back({m_about, question, std::move(answer)});
  save();
}

void Interview::keep_begun(const std::string& question, std::string text) {
  m_answers.push_back({m_about, question, std::move(text), true});
  save();
}

void Interview::done() {
  m_answers.clear();
  // What was about something else, such as another week, waits on.
  std::erase_if(m_earlier, [&](const Answer& each) { return m_asked_about.contains(each.about); });
  if (!m_folder || (!m_is_kept && m_asked_about.empty())) return;
  if (m_earlier.empty()) [[maybe_unused]]
    const auto removed = m_folder->remove(m_file);
  else
    save();
  m_is_kept = false;
}

void Interview::end() {
  if (!m_stays) done();
}

std::string Interview::kept_sentence() const {
  return m_answers.empty() || !m_is_kept
             ? std::string{}
             : fmt::format("What you typed is kept; `{}` goes on with it", typed_again(m_context, m_line));
}

Error Interview::told(Error error) const {
  if (m_answers.empty()) return error;
  if (m_is_kept) {
    const bool says_nothing = error.reason.empty() || error.kind == ErrorKind::interrupted;
    error.reason = says_nothing ? "What you typed is kept" : error.reason + "; what you typed is kept";
    if (error.help.empty()) error.help = fmt::format("`{}` goes on with it", typed_again(m_context, m_line));
    return error;
  }
  std::string all;
  for (const Answer& each : m_answers) all += fmt::format("{}: {}\n", each.question, each.text);
  error.notes.push_back({.path = "What you typed:", .text = std::move(all)});
  return error;
}

std::vector<BegunItem> begun_interviews(const base::StateFolder& state) {
  const base::StateFolder folder = answers_folder(state);
  std::vector<BegunItem> begun;
  const auto names = folder.names();
  if (!names) return begun;
  for (const std::string& name : *names) {
    if (!name.ends_with(answers_suffix)) continue;
    const auto file = folder.read(name);
    if (!file || !*file) continue;
    const auto json = render::Json::parse((*file)->text, nullptr, false);
    if (!json.is_object() || !json.contains("answers")) continue;
    const auto answers = std::ranges::count_if(json["answers"], [](const render::Json& each) {
      return each.is_object() && (!each.contains("begun") || each["begun"] != true);
    });
    begun.push_back({string_in(json, "line"), static_cast<std::size_t>(answers)});
  }
  return begun;
}

}  // namespace secokr::cli
