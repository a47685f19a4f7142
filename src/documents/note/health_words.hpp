#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <secokr/weekly_update.hpp>

namespace secokr::documents {

/// What a text says of a health, in today's words, the older ones (`On Schedule`) or their signs (`:warning:`).
struct HealthWords {
  std::optional<Health> health{};
  std::size_t begin = 0;  ///< of the words and signs of the health
  std::size_t end = 0;
  std::string rest{};        ///< the words behind them
  bool is_template = false;  ///< every health stands there: nobody filled it in
  std::string nearest{};     ///< where no health is said: the one that is meant, "On Track" for "Green"
};

HealthWords read_health_words(std::string_view text);

}  // namespace secokr::documents
