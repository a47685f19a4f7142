#include "tracker/change_set.hpp"

#include <fmt/format.h>

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

}  // namespace

std::string iid_token(std::string_view subject) { return fmt::format("{{{{iid {}}}}}", subject); }

std::string url_token(std::string_view subject) { return fmt::format("{{{{url {}}}}}", subject); }

std::string_view to_string(Action action) {
  switch (action) {
    case Action::create:
      return "create";
    case Action::edit:
      return "edit";
    case Action::label:
      return "label";
    case Action::link:
      return "link";
    case Action::unlink:
      return "unlink";
    case Action::note:
      return "note";
    case Action::close:
      return "close";
    case Action::record:
      return "record";
    case Action::file:
      return "file";
  }
  return "";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::done:
      return "done";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::failed:
      return "failed";
    case Outcome::unclear:
      return "unclear";
  }
  return "";
}

std::string_view to_string(Gate::Result result) {
  switch (result) {
    case Gate::Result::passed:
      return "passed";
    case Gate::Result::failed:
      return "failed";
    case Gate::Result::overridden:
      return "overridden";
  }
  return "";
}

std::string ChangeSet::checksum() const {
  std::string text;
  append_part(text, quarter);
  for (const Change& change : changes) {
    append_part(text, to_string(change.action));
    append_part(text, change.subject);
    append_fields(text, change.before);
    append_fields(text, change.after);
  }
  return base::sha256_hex(text);
}

}  // namespace secokr::tracker
