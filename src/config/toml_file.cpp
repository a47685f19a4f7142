#include "config/toml_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "config/toml_depth.hpp"

namespace secokr::config {

namespace {

std::size_t line_of(const toml::source_region& region) { return region.begin.line; }

Raw raw_of(const toml::node& node) {
  Raw raw{{}, line_of(node.source())};
  if (const auto* text = node.as_string()) raw.value = text->get();
  if (const auto* number = node.as_integer()) raw.value = number->get();
  if (const auto* number = node.as_floating_point()) raw.value = number->get();
  if (const auto* flag = node.as_boolean()) raw.value = flag->get();
  if (const auto* day = node.as_date()) {
    const toml::date& ymd = day->get();
    raw.value = Day{date::year{ymd.year} / ymd.month / ymd.day};
  }
  if (const auto* list = node.as_array()) {
    std::vector<Raw> items;
    for (const toml::node& item : *list) items.push_back(raw_of(item));
    raw.value = std::move(items);
  }
  return raw;
}

class Flattener {
 public:
  explicit Flattener(TomlFile& file) : m_file(file) {}

  void table(const toml::table& table, const std::vector<std::string>& above, std::vector<Entry>& entries) {
    for (auto&& [key, node] : table) {
      std::vector<std::string> path = above;
      path.emplace_back(key.str());
      const std::size_t line = line_of(key.source());
      const toml::array* list = node.as_array();
      if (const auto* inner = node.as_table(); inner != nullptr && !inner->empty())
        this->table(*inner, path, entries);
      else if (above.empty() && list != nullptr && list->is_array_of_tables())
        rows(*list, path.front());
      else
        entries.push_back({std::move(path), line, raw_of(node)});
    }
  }

 private:
  void rows(const toml::array& list, const std::string& name) {
    for (const toml::node& node : list) {
      Row row{name, line_of(node.source()), {}};
      table(*node.as_table(), {"[[" + name + "]]"}, row.entries);
      for (Entry& entry : row.entries) entry.path.erase(entry.path.begin());
      std::ranges::stable_sort(row.entries, {}, &Entry::line);
      m_file.rows.push_back(std::move(row));
    }
  }

  TomlFile& m_file;
};

constexpr std::size_t widest_note = 200;  // columns of a line that is shown; nobody reads more of it

bool may_hold_a_secret(std::string_view line) {
  const std::string folded = base::fold_case(line);
  constexpr std::array words{"token", "secret", "password", "glpat-"};
  return std::ranges::any_of(words, [&](const char* word) { return folded.find(word) != std::string::npos; });
}

Error not_valid(const TomlFile& file, std::optional<std::size_t> line, std::string expected) {
  return {ErrorKind::configuration,
          fmt::format("{} is not valid TOML", file.name),
          {},
          "correct the line, then run the command again",
          {file.note(line.value_or(0), std::move(expected))}};
}

}  // namespace

std::string Entry::dotted() const { return base::join(path, "."); }

ErrorNote TomlFile::note(std::size_t line, std::string expected) const {
  ErrorNote note{name, line == 0 ? std::nullopt : std::optional{line}, {}, std::move(expected)};
  if (line >= 1 && line <= lines.size() && !may_hold_a_secret(lines[line - 1]))
    note.text = base::ellipsize(base::trim_right(lines[line - 1]), widest_note);
  return note;
}

Expected<TomlFile> read_toml(std::string_view text, std::string name) {
  TomlFile file{std::move(name), {}, {}, {}};
  if (const std::string_view encoding = base::foreign_encoding(text); !encoding.empty())
    return fail(not_valid(file, {}, fmt::format("text in UTF-8; the file is in {}", encoding)));
  for (const std::string_view line : base::split(text, '\n')) file.lines.emplace_back(line);
  if (const auto line = too_deep_at(text))
    return fail(not_valid(file, line, fmt::format("at most {} tables within one another", deepest_nesting)));
  try {
    const toml::table table = toml::parse(text, file.name);
    Flattener{file}.table(table, {}, file.entries);
  } catch (const toml::parse_error& failed) {
    return fail(not_valid(file, line_of(failed.source()), fmt::format("valid TOML: {}", failed.description())));
  }
  // The library keeps its keys sorted by name; people read a file from its top.
  std::ranges::stable_sort(file.entries, {}, &Entry::line);
  std::ranges::stable_sort(file.rows, {}, &Row::line);
  return file;
}

}  // namespace secokr::config
