#pragma once
#include <string>

#include <secokr/update_result.hpp>

#include "render/json.hpp"
#include "render/style.hpp"

namespace secokr::render {

/// What became of each KR's update: progress (by hand and computed both), health, URL.
std::string update_text(const UpdateResult& result, const Page& page);
/// The `update` shape of CLI.md 5.
Json update_json(const UpdateResult& result);

}  // namespace secokr::render
