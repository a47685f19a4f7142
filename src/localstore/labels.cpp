#include "localstore/labels.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "localstore/events.hpp"

namespace secokr::localstore {

namespace {

bool is_color(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

}  // namespace

std::vector<tracker::Label> all_labels(SQLite::Database& database) {
  std::vector<tracker::Label> labels;
  auto rows = statement(database, "SELECT name, color, description FROM labels ORDER BY name");
  while (rows.executeStep())
    labels.push_back({.name = rows.getColumn(0), .color = rows.getColumn(1), .description = rows.getColumn(2)});
  return labels;
}

Expected<bool> define_label(SQLite::Database& database, const tracker::Label& label) {
  if (base::trim(label.name).empty() || label.name.find(',') != std::string::npos)
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("`{}` cannot be the name of a label", label.name),
                 .reason = "A label needs a name, and a comma separates labels",
                 .help = "Give the label another name"});
  if (!is_color(label.color))
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("`{}` is no colour for the label `{}`", label.color, label.name),
                 .help = "Write a colour as `#RRGGBB`"});
  return run(database,
             "INSERT INTO labels (name, color, description) VALUES (?, ?, ?) "
             "ON CONFLICT (name) DO UPDATE SET color = excluded.color, description = excluded.description "
             "WHERE color <> excluded.color OR description <> excluded.description",
             label.name, label.color, label.description) > 0;
}

Status check_defined(SQLite::Database& database, std::span<const std::string> labels) {
  for (const std::string& label : labels)
    if (!statement(database, "SELECT 1 FROM labels WHERE name = ?", label).executeStep())
      return fail({.kind = ErrorKind::refused,
                   .what = fmt::format("the label `{}` is not defined on the local tracker", label),
                   .help = fmt::format("`{}` defines the labels of the scheme", command::define_labels.name)});
  return {};
}

void add_labels(const Act& act, long iid, std::span<const std::string> labels) {
  for (const std::string& label : labels)
    if (run(act.database, "INSERT OR IGNORE INTO issue_labels (iid, label) VALUES (?, ?)", iid, label) > 0)
      record_event(act, iid, "label", "", label);
}

void remove_labels(const Act& act, long iid, std::span<const std::string> labels) {
  for (const std::string& label : labels)
    if (run(act.database, "DELETE FROM issue_labels WHERE iid = ? AND label = ?", iid, label) > 0)
      record_event(act, iid, "label", label, "");
}

}  // namespace secokr::localstore
