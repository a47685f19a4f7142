#pragma once
#include <string_view>

namespace secokr {

/// What an issue, a note or an entry is about.
enum class OkrKind { objective, key_result };

/// As markers and stored entries have it.
constexpr std::string_view to_string(OkrKind kind) { return kind == OkrKind::objective ? "objective" : "kr"; }
/// A word that was stored, against what it means.
constexpr bool operator==(std::string_view word, OkrKind kind) { return word == to_string(kind); }

}  // namespace secokr
