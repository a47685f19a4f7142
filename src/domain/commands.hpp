#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <secokr/quarter.hpp>

/// Every command that secokr tells people to type, but for what cli itself prints: one row each, without backticks.
/// Options that only one sentence needs follow it there. `tests/arch/layers.py` finds a command's text elsewhere, and a
/// test of cli types each row.
namespace secokr::command {

/// A command about something that is named.
struct OfName {
  std::string_view name{};     ///< the command itself, for a sentence that says elsewhere what it is about
  std::string_view to_fill{};  ///< what the reader puts a name in place of
  std::string_view options{};

  std::string operator()() const;                       ///< to be filled in: `secokr draft drop KR --reason TEXT`
  std::string operator()(std::string_view word) const;  ///< the word in quotes, as a POSIX shell takes it
};

/// A command about a quarter; without one it means the quarter that it takes by itself.
struct OfQuarter {
  std::string_view name{};
  std::string_view options{};

  std::string operator()(std::optional<Quarter> quarter = {}) const;
};

// The workspace, the tracker, and who one is there.
inline constexpr std::string_view init = "secokr init";
inline constexpr std::string_view init_elsewhere = "secokr -C FOLDER init";
inline constexpr std::string_view log_in = "secokr auth login";
inline constexpr std::string_view log_out = "secokr auth logout";
inline constexpr std::string_view show_login = "secokr auth status";
inline constexpr std::string_view doctor = "secokr doctor";
inline constexpr std::string_view explain_options = "secokr help options";
inline constexpr std::string_view calendar = "secokr calendar";

// A quarter that is planned.
inline constexpr OfQuarter begin_quarter{"secokr draft start"};
inline constexpr OfName carry{"secokr draft carry", "KR"};
inline constexpr std::string_view begin_objective = "secokr draft objective";
inline constexpr OfName begin_key_result{"secokr draft kr", "REF"};
inline constexpr OfName edit{"secokr draft edit", "NAME"};
inline constexpr OfName show{"secokr draft show", "NAME"};
inline constexpr std::string_view check = "secokr draft check";
inline constexpr OfName propose{"secokr draft propose", "REF"};
inline constexpr OfName include{"secokr draft include", "REF"};
inline constexpr OfName exclude{"secokr draft exclude", "REF", " --reason TEXT"};
inline constexpr OfName rescope{"secokr draft rescope", "KR", " --reason TEXT"};
inline constexpr OfName drop{"secokr draft drop", "KR", " --reason TEXT"};
inline constexpr OfName renumber{"secokr draft renumber", "REF"};
inline constexpr OfName business_as_usual{"secokr draft business-as-usual", "AREA", " --reason TEXT"};

// What is asked of other teams.
inline constexpr OfName ask{"secokr dependency add", "KR", " --team TEAM --need TEXT"};
inline constexpr std::string_view list_dependencies = "secokr dependency list";
inline constexpr OfName confirm{"secokr dependency confirm", "KR"};
inline constexpr OfName decline{"secokr dependency decline", "KR"};
inline constexpr OfName withdraw{"secokr dependency withdraw", "KR"};

// A quarter that is published and runs.
inline constexpr OfQuarter finalize{"secokr finalize"};
inline constexpr OfQuarter amend{"secokr finalize", " --amend"};
inline constexpr OfQuarter drift{"secokr drift"};
inline constexpr OfQuarter accept_drift{"secokr drift", " --accept --reason TEXT"};
inline constexpr OfName update{"secokr update", "KR"};
inline constexpr std::string_view sync = "secokr sync";
inline constexpr OfQuarter define_labels{"secokr label setup"};
inline constexpr std::string_view check_labels = "secokr label check";
inline constexpr OfName apply_labels{"secokr label apply", "ISSUE"};
inline constexpr OfQuarter dashboard{"secokr report dashboard"};

}  // namespace secokr::command
