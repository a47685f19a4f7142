#include "cli/core/telling_waiter.hpp"

#include <fmt/format.h>

#include "render/core/sentence.hpp"

namespace secokr::cli {

void TellingWaiter::wait(std::chrono::milliseconds time, std::string_view why) {
  constexpr std::chrono::seconds shortest_told{2};
  if (time >= shortest_told)
    m_say(fmt::format("{}: waiting {} s (Ctrl-C ends it)", render::sentence(why),
                      std::chrono::ceil<std::chrono::seconds>(time).count()));
  m_inner.wait(time, why);
}

}  // namespace secokr::cli
