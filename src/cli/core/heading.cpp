#include "cli/core/heading.hpp"

#include <fmt/format.h>

namespace secokr::cli {

void print_heading(Context& context, Quarter quarter, std::string_view what) {
  if (context.format() == "text") context.print(fmt::format("{} · {}\n", to_string(quarter), what));
}

}  // namespace secokr::cli
