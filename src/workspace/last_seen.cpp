#include "workspace/last_seen.hpp"

#include "workspace/json_file.hpp"
#include "workspace/kept_shapes.hpp"

namespace secokr::workspace {
namespace {
constexpr auto k_seen_name = "seen.json";
}

Status write_last_seen(const base::StateFolder& state, const LastSeen& seen) {
  return state.write(k_seen_name, sealed(seen));
}

std::optional<LastSeen> read_last_seen(const base::StateFolder& state) {
  const auto file = state.read(k_seen_name);
  if (!file || !*file) return std::nullopt;
  auto seen = opened<LastSeen>((*file)->text, k_seen_name);
  if (!seen) return std::nullopt;
  return *std::move(seen);
}

}  // namespace secokr::workspace
