#include "tracker/change/change_set.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "base/hash.hpp"

namespace secokr::tracker {

namespace {

// Each part carries its length, so that no two lists of parts give one text.
void append_part(std::string& text, std::string_view part) {
  fmt::format_to(std::back_inserter(text), "{}:{},", part.size(), part);
}

void append_fields(std::string& text, const Fields& fields) {
  append_part(text, std::to_string(fields.size()));
  for (const auto& [name, value] : fields) {
    append_part(text, name);
    append_part(text, value);
  }
}

/// Writes the parts of a payload one after the other. What is not set differs from what is empty.
class PayloadText {
 public:
  explicit PayloadText(std::string& text) : m_text(text) {}

  template <class Value>
  void operator()(std::string_view key, const Value& value) {
    if (key == "state") m_text += std::exchange(m_late, {});
    // In a plan this stands beside the new text; sums have it later.
    if (key == "description_before")
      PayloadText(m_late).part(value);
    else
      part(value);
  }

 private:
  void part(std::string_view text) { append_part(m_text, text); }
  void part(const std::string& text) { append_part(m_text, text); }
  void part(const std::filesystem::path& path) { append_part(m_text, path.generic_string()); }
  void part(long number) { append_part(m_text, std::to_string(number)); }
  void part(bool yes) { append_part(m_text, yes ? "yes" : "no"); }
  void part(Day day) { append_part(m_text, secokr::to_string(day)); }
  void part(IssueState state) { part(state == IssueState::opened); }
  void part(LinkType type) { part(to_string(type)); }
  void part(const std::vector<long>& numbers) {
    for (const long number : numbers) part(number);
  }
  void part(const std::vector<std::string>& texts) {
    part(static_cast<long>(texts.size()));
    for (const std::string& text : texts) part(text);
  }
  template <class Value>
  void part(const std::optional<Value>& value) {
    part(value.has_value());
    if (value) part(*value);
  }

  std::string& m_text;
  std::string m_late{};
};

}  // namespace

std::string iid_token(std::string_view subject) { return fmt::format("{{{{iid {}}}}}", subject); }

std::string url_token(std::string_view subject) { return fmt::format("{{{{url {}}}}}", subject); }

const Words& Change::words() const {
  return std::visit(
      []<class Kind>(const Kind& each) -> const Words& {
        if constexpr (requires { each.words(); })
          return each.words();
        else
          return Kind::said.front();
      },
      payload);
}

const std::filesystem::path* file_of(const Change& change) {
  return std::visit(
      []<class Kind>(const Kind& each) -> const std::filesystem::path* {
        if constexpr (requires { each.path; })
          return &each.path;
        else
          return nullptr;
      },
      change.payload);
}

std::string place_of(const Change& change) {
  return std::visit(
      []<class Kind>(const Kind& each) -> std::string {
        if constexpr (requires { each.place(); })
          return each.place();
        else
          return {};
      },
      change.payload);
}

bool needs_editor(const Change& change) {
  return std::visit([]<class Kind>(const Kind&) { return Kind::needs_editor; }, change.payload);
}

bool makes_issue(const Change& change) {
  return std::visit([]<class Kind>(const Kind&) { return requires { Kind::makes_issue; }; }, change.payload);
}

std::string ChangeSet::checksum() const {
  std::string text;
  append_part(text, quarter);
  for (const Change& change : changes) {
    append_part(text, change.action());
    append_part(text, change.subject);
    append_fields(text, change.before);
    append_fields(text, change.after);
    std::visit(
        [&]<class Kind>(const Kind& each) {
          append_part(text, Kind::said.front().action);
          Kind::shape(each, PayloadText(text));
        },
        change.payload);
  }
  for (const auto& [subject, issue] : known) {
    append_part(text, subject);
    append_part(text, issue.ref.project);
    append_part(text, std::to_string(issue.ref.iid));
  }
  return base::sha256_hex(text);
}

}  // namespace secokr::tracker
