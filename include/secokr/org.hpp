#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace secokr {

/// Levels in ascending order, so that `level >= Level::senior_manager` reads as the rule P4 does.
enum class Level { ic, manager, senior_manager, director, senior_director, vp, ciso };

std::string_view to_string(Level level);
std::optional<Level> parse_level(std::string_view text);

/// Usernames are stored without '@'; comparisons ignore case.
struct Person {
  std::string username{};
  std::string name{};
  Level level = Level::ic;
  std::string area{};        ///< empty for the CISO's own staff
  std::string team{};        ///< may be empty
  std::string reports_to{};  ///< a username; empty at the top
};

struct Area {
  std::string name{};
  std::string leader{};    ///< username of the functional leader
  std::string strategy{};  ///< URL, may be empty
};

struct Team {
  std::string name{};
  std::string area{};  ///< empty when external
  bool external = false;
  std::string manager{};
};

/// The division (PROCESS.md 2). A leader or a manager counts as a person even without a `[[person]]` of their own.
class Org {
 public:
  std::vector<Area> areas{};
  std::vector<Team> teams{};
  std::vector<Person> people{};

  const Person* find_person(std::string_view username) const;
  const Area* find_area(std::string_view name) const;
  const Team* find_team(std::string_view name) const;
  /// Named anywhere: as a person, an area's leader or a team's manager (external ones too).
  bool knows(std::string_view username) const;
  /// Known, and not only as the manager of an external team.
  bool in_division(std::string_view username) const;
  bool is_functional_leader(std::string_view username) const;
  /// The area of a person: their own, the one they lead, or that of the team they manage or belong to; empty when there
  /// is none.
  std::string area_of(std::string_view username) const;
  /// The level: as stated; a leader without an entry is a director, a manager without one a manager; nothing for a
  /// stranger.
  std::optional<Level> level_of(std::string_view username) const;
  /// Whom a person reports to: as stated; else a team member's manager, a manager's area leader, a leader's CISO; empty
  /// at the top.
  std::string superior_of(std::string_view username) const;
  /// True when `superior` stands anywhere above `username`.
  bool is_above(std::string_view superior, std::string_view username) const;
  std::string ciso() const;  ///< username of the person with level ciso; empty when none is named
  /// Everyone of the division with `senior_manager` and above, by descending level, then username (P4).
  std::vector<Person> review_participants() const;
  /// All known usernames, people of the division first.
  std::vector<std::string> usernames() const;
};

}  // namespace secokr
