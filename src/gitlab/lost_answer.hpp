#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"

namespace secokr::gitlab {

/// What the answer to a POST leaves open: it is sent once, so what it should have made is looked for.
enum class Doubt {
  none,
  broken,  ///< 500: nothing comes of it later, a single look tells
  lost,    ///< no answer, or none of GitLab's own: it may still be at work
};
Doubt doubt_of(const http::Answer& answer);

/// What is made by two at once is refused to the later one with 409, or by the database's own rule with 400 ("has
/// already been taken") or 422: look whether it is there.
bool is_refused_as_present(int status);

/// Growing pauses between looks, `total` together.
std::vector<std::chrono::seconds> pauses(std::chrono::seconds total);
/// A moment before the server is asked again.
void pause_before_look(Api& api, std::chrono::seconds time);

/// `made`: "the issue `Title`".
Error unclear(const std::string& made, const http::Answer& answer, std::chrono::seconds looked_for);

/// What a doubtful POST made after all, as if it had been answered. Error unclear: it has not shown up in time, and may
/// still do so. A look that fails is one that found nothing.
template <class Made>
Expected<Made> look_for(Api& api, const http::Answer& answer, const std::string& made, const Asked& asked,
                        const std::function<Expected<std::optional<Made>>()>& look) {
  const auto found = [&]() -> std::optional<Made> {
    auto result = look();
    return result ? *std::move(result) : std::nullopt;
  };
  if (auto result = found()) return *std::move(result);
  if (doubt_of(answer) == Doubt::broken) return fail(api.judge(answer, asked).error());
  for (const auto time : pauses(api.options().unclear_wait)) {
    pause_before_look(api, time);
    if (auto result = found()) return *std::move(result);
  }
  return fail(unclear(made, answer, api.options().unclear_wait));
}

}  // namespace secokr::gitlab
