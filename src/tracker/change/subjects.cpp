#include "tracker/change/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace secokr::tracker {

namespace {

constexpr std::string_view iid_start = "{{iid ";
constexpr std::string_view url_start = "{{url ";
constexpr std::string_view token_end = "}}";

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_iid = false;
  std::string_view subject{};
};

// A subject stands on one line; anything else that begins like a token is text.
std::optional<Token> next_token(std::string_view text, std::size_t from) {
  while (true) {
    const auto begin = std::min(text.find(iid_start, from), text.find(url_start, from));
    if (begin == std::string_view::npos) return std::nullopt;
    const auto subject_begin = begin + iid_start.size();
    const auto subject_end = text.find(token_end, subject_begin);
    if (subject_end == std::string_view::npos) return std::nullopt;
    const auto subject = text.substr(subject_begin, subject_end - subject_begin);
    if (!subject.empty() && subject.find_first_of("\r\n{}") == std::string_view::npos)
      return Token{begin, subject_end + token_end.size(), text.substr(begin).starts_with(iid_start), subject};
    from = subject_begin;
  }
}

}  // namespace

Subjects::Subjects(const std::vector<std::pair<std::string, Issue>>& known) : m_issues(known.begin(), known.end()) {}

void Subjects::set(std::string_view subject, const Issue& issue) {
  refresh(issue);
  if (!subject.empty()) m_issues.insert_or_assign(std::string(subject), issue);
}

void Subjects::refresh(const Issue& issue) {
  for (auto& [subject, present] : m_issues)
    if (present.ref == issue.ref) present = issue;
}

const Issue* Subjects::find(std::string_view subject) const {
  const auto found = m_issues.find(subject);
  return found == m_issues.end() ? nullptr : &found->second;
}

const Issue* Subjects::find(const IssueRef& ref) const {
  const auto found =
      std::find_if(m_issues.begin(), m_issues.end(), [&](const auto& entry) { return entry.second.ref == ref; });
  return found == m_issues.end() ? nullptr : &found->second;
}

Expected<std::string> Subjects::fill(std::string_view text) const {
  std::string filled;
  std::size_t position = 0;
  while (const auto token = next_token(text, position)) {
    const Issue* issue = find(token->subject);
    if (!expects(token->subject)) {
      filled += text.substr(position, token->end - position);
      position = token->end;
      continue;
    }
    if (issue == nullptr)
      return fail({.kind = ErrorKind::bug,
                   .what = fmt::format("`{}` names an issue that does not exist yet",
                                       text.substr(token->begin, token->end - token->begin)),
                   .help = "Please report this"});
    filled += text.substr(position, token->begin - position);
    filled += token->is_iid ? std::to_string(issue->ref.iid) : issue->url;
    position = token->end;
  }
  filled += text.substr(position);
  return filled;
}

std::vector<std::string> subjects_in(std::string_view text) {
  std::vector<std::string> subjects;
  std::size_t position = 0;
  while (const auto token = next_token(text, position)) {
    subjects.emplace_back(token->subject);
    position = token->end;
  }
  return subjects;
}

}  // namespace secokr::tracker
