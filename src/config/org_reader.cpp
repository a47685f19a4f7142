#include "config/org_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/text.hpp"
#include "config/keys.hpp"

namespace secokr::config {

namespace {

/// What a field of a row holds and whether it must stand there.
enum class Holds { name, username, url, flag, level };
struct Field {
  std::string name;
  Holds holds;
  bool required = false;
};

const std::map<std::string, std::vector<Field>>& fields_by_row() {
  static const std::map<std::string, std::vector<Field>> fields{
      {"area", {{"name", Holds::name, true}, {"leader", Holds::username, true}, {"strategy", Holds::url}}},
      {"team",
       {{"name", Holds::name, true},
        {"area", Holds::name},
        {"external", Holds::flag},
        {"manager", Holds::username, true}}},
      {"person",
       {{"username", Holds::username, true},
        {"name", Holds::name},
        {"level", Holds::level},
        {"area", Holds::name},
        {"team", Holds::name},
        {"reports_to", Holds::username}}},
  };
  return fields;
}

std::string_view expected_of(Holds holds) {
  switch (holds) {
    case Holds::name:
      return "a text";
    case Holds::username:
      return "a username";
    case Holds::url:
      return "a URL";
    case Holds::flag:
      return "true or false";
    case Holds::level:
      return "one of ic, manager, senior_manager, director, senior_director, vp, ciso";
  }
  return {};
}

/// The value as text ("true" for a flag); nothing when it is not what the field holds.
std::optional<std::string> read_field(const Raw& raw, Holds holds) {
  if (holds == Holds::flag) {
    const bool* flag = std::get_if<bool>(&raw.value);
    return flag != nullptr ? std::optional<std::string>{*flag ? "true" : ""} : std::nullopt;
  }
  const auto* written = std::get_if<std::string>(&raw.value);
  if (written == nullptr) return std::nullopt;
  if (holds == Holds::username) return username_of(*written);
  std::string text{base::trim(*written)};
  if (text.empty() || text.find('\n') != std::string::npos) return std::nullopt;
  if (holds == Holds::url && !is_url(text)) return std::nullopt;
  if (holds == Holds::level && !parse_level(text)) return std::nullopt;
  return text;
}

struct Values {
  std::map<std::string, std::string, std::less<>> text{};
  std::map<std::string, std::size_t, std::less<>> lines{};
  std::size_t line = 0;
  std::string operator[](std::string_view name) const {
    const auto found = text.find(name);
    return found == text.end() ? std::string{} : found->second;
  }
  std::size_t line_of(std::string_view name) const {
    const auto found = lines.find(name);
    return found == lines.end() ? line : found->second;
  }
};

template <class Row>
std::vector<std::string> names_of(const std::vector<Row>& rows) {
  std::vector<std::string> names;
  for (const Row& row : rows) names.push_back(row.name);
  return names;
}

class OrgReader {
 public:
  OrgReader(const TomlFile& file, std::vector<ErrorNote>& notes) : m_file(file), m_notes(notes) {}

  Org read() {
    for (const Row& row : m_file.rows) {
      if (!fields_by_row().contains(row.name)) continue;  // the reader of the keys has said so
      const Values values = read_row(row);
      if (row.name == "area") add_area(values);
      if (row.name == "team") add_team(values);
      if (row.name == "person") add_person(values);
    }
    state_levels();
    check_areas_and_teams();
    check_people();
    check_lines();
    return std::move(m_org);
  }

 private:
  /// The name that a mistyped one may have meant; a thousand lines with the same slip ask once.
  const std::optional<std::string>& meant(const std::string& what, const std::string& name,
                                          const std::function<std::vector<std::string>()>& candidates) {
    const auto [known, is_new] = m_meant.try_emplace(what + " " + name);
    if (!is_new) return known->second;
    const auto [all, are_new] = m_candidates.try_emplace(what);
    if (are_new) all->second = candidates();
    return known->second = base::nearest(name, all->second);
  }

  void problem(std::size_t line, std::string expected) { m_notes.push_back(m_file.note(line, std::move(expected))); }

  Values read_row(const Row& row) {
    const std::vector<Field>& fields = fields_by_row().at(row.name);
    Values values{{}, {}, row.line};
    for (const Entry& entry : row.entries) {
      const std::string name = entry.dotted();
      const auto field = std::ranges::find(fields, name, &Field::name);
      if (field == fields.end()) {
        std::vector<std::string> known;
        for (const Field& one : fields) known.push_back(one.name);
        const auto near = base::nearest(name, known);
        problem(entry.line, fmt::format("a known field of [[{}]] in place of `{}`: {}", row.name, name,
                                        near ? fmt::format("did you mean `{}`?", *near) : base::join(known, ", ")));
        continue;
      }
      values.lines[name] = entry.line;
      if (const auto text = read_field(entry.value, field->holds))
        values.text[name] = *text;
      else
        problem(entry.line, fmt::format("`{}` of [[{}]] is {}", name, row.name, expected_of(field->holds)));
    }
    for (const Field& field : fields)
      if (field.required && !values.lines.contains(field.name))
        problem(row.line, fmt::format("every [[{}]] has `{}`, {}", row.name, field.name, expected_of(field.holds)));
    return values;
  }

  void once(const std::string& what, const std::string& name, std::size_t line) {
    if (name.empty()) return;
    const auto [first, is_new] = m_seen.try_emplace(what + " " + base::fold_case(name), line);
    if (!is_new) problem(line, fmt::format("each {} once; {} stands on line {} already", what, name, first->second));
  }

  void add_area(const Values& values) {
    once("area", values["name"], values.line_of("name"));
    m_org.areas.push_back({values["name"], values["leader"], values["strategy"]});
  }

  void add_team(const Values& values) {
    once("team", values["name"], values.line_of("name"));
    m_org.teams.push_back({values["name"], values["area"], !values["external"].empty(), values["manager"]});
    m_teams.push_back(values);
  }

  void add_person(const Values& values) {
    once("username", values["username"], values.line_of("username"));
    const Level level = parse_level(values["level"]).value_or(Level::ic);
    m_org.people.push_back(
        {values["username"], values["name"], level, values["area"], values["team"], values["reports_to"]});
    m_people.push_back(values);
  }

  void state_levels() {
    Org roles = m_org;
    roles.people.clear();  // what leading and managing alone say
    for (std::size_t i = 0; i < m_people.size(); ++i)
      if (!m_people[i].lines.contains("level"))
        m_org.people[i].level = roles.level_of(m_org.people[i].username).value_or(Level::ic);
  }

  void check_area(const std::string& area, std::size_t line) {
    if (area.empty() || m_org.find_area(area) != nullptr) return;
    const auto& near = meant("area", area, [&] { return names_of(m_org.areas); });
    problem(line, fmt::format("an area that has an [[area]]{}", near ? fmt::format("; did you mean {}?", *near) : ""));
  }

  void check_areas_and_teams() {
    for (std::size_t i = 0; i < m_teams.size(); ++i) {
      const Team& team = m_org.teams[i];
      if (team.external && !team.area.empty())
        problem(m_teams[i].line_of("area"), "a team is of an area or external, not both");
      if (!team.external && !m_teams[i].lines.contains("area"))
        problem(m_teams[i].line, "every [[team]] has `area`, or `external = true` when it stands outside the division");
      check_area(team.area, m_teams[i].line_of("area"));
    }
  }

  void check_people() {
    std::size_t ciso_line = 0;
    for (std::size_t i = 0; i < m_people.size(); ++i) {
      const Person& person = m_org.people[i];
      const Values& values = m_people[i];
      check_area(person.area, values.line_of("area"));
      if (!person.team.empty() && m_org.find_team(person.team) == nullptr) {
        const auto& near = meant("team", person.team, [&] { return names_of(m_org.teams); });
        problem(values.line_of("team"),
                fmt::format("a team that has a [[team]]{}", near ? fmt::format("; did you mean {}?", *near) : ""));
      }
      if (!person.reports_to.empty() && !m_org.knows(person.reports_to)) {
        const auto& near = meant("person", person.reports_to, [&] { return m_org.usernames(); });
        problem(values.line_of("reports_to"),
                fmt::format("somebody whom this file names{}", near ? fmt::format("; did you mean {}?", *near) : ""));
      }
      if (person.level != Level::ciso) continue;
      if (ciso_line != 0)
        problem(values.line_of("level"), fmt::format("one CISO; the other stands on line {}", ciso_line));
      ciso_line = values.line_of("level");
    }
  }

  /// A circle of reports is told once, at the first of its people in the file.
  void check_lines() {
    std::set<std::string> told;
    std::set<std::string> ends;  // lines that are no circle of their own
    for (std::size_t i = 0; i < m_people.size(); ++i) {
      const std::string& start = m_org.people[i].username;
      if (start.empty() || told.contains(base::fold_case(start))) continue;
      std::vector<std::string> line{start};
      std::set<std::string> passed{base::fold_case(start)};
      std::string above = m_org.superior_of(start);
      while (!above.empty() && !ends.contains(base::fold_case(above)) && passed.insert(base::fold_case(above)).second) {
        line.push_back(above);
        above = m_org.superior_of(above);
      }
      if (!base::equals_folded(above, start)) {
        // What leads into a circle of others is none itself; those are told in their own turn.
        for (const std::string& one : line) {
          if (base::equals_folded(one, above)) break;
          ends.insert(base::fold_case(one));
        }
        continue;
      }
      for (const std::string& one : line) told.insert(base::fold_case(one));
      line.push_back(start);
      problem(m_people[i].line_of("reports_to"),
              fmt::format("a line of reports that ends; this one is a circle: {}", base::join(line, " -> ")));
    }
  }

  const TomlFile& m_file;
  std::vector<ErrorNote>& m_notes;
  Org m_org{};
  std::vector<Values> m_teams{};
  std::vector<Values> m_people{};
  std::map<std::string, std::size_t> m_seen{};
  std::map<std::string, std::vector<std::string>> m_candidates{};
  std::map<std::string, std::optional<std::string>> m_meant{};
};

}  // namespace

Org read_org(const TomlFile& file, std::vector<ErrorNote>& notes) { return OrgReader{file, notes}.read(); }

}  // namespace secokr::config
