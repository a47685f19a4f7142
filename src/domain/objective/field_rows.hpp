#pragma once
#include <array>

#include "base/one_line.hpp"
#include "base/text.hpp"
#include "domain/objective/fields.hpp"
#include "domain/objective/written.hpp"

// What the rows of the field table are made of, and those that an objective and a key result share.
namespace secokr::field_rows {

template <class Owner, auto member>
void take_member(Owner& into, const Owner& from) {
  into.*member = from.*member;
}

template <class Owner, std::string Owner::* member>
std::string written_line(const Owner& owner) {
  return base::one_line(owner.*member);
}
template <class Owner, std::string Owner::* member>
bool read_whatever(Owner& owner, std::string_view value) {
  owner.*member = value;
  return true;
}
template <class Owner, class Value, std::optional<Value> Owner::* member,
          std::optional<Value> (*parse)(std::string_view)>
bool read_optional(Owner& owner, std::string_view value) {
  owner.*member = parse(value);
  return (owner.*member).has_value();
}
template <class Owner, auto member>
std::string written_optional(const Owner& owner) {
  return owner.*member ? base::one_line(to_string(*(owner.*member))) : "";
}

/// One line, whatever it says.
template <class Owner, std::string Owner::* member>
inline constexpr FieldAccess<Owner> any_line{read_whatever<Owner, member>, written_line<Owner, member>,
                                             take_member<Owner, member>, member};
/// A title or prose, as it stands.
template <class Owner, std::string Owner::* member>
inline constexpr FieldAccess<Owner> whole_text{
    read_whatever<Owner, member>, [](const Owner& owner) { return owner.*member; }, take_member<Owner, member>, member};
template <class Owner, std::string Owner::* member>
inline constexpr FieldAccess<Owner> one_person{
    [](Owner& owner, std::string_view value) { return read_person(owner.*member, value); },
    [](const Owner& owner) { return write_person(owner.*member); }, take_member<Owner, member>, member};
template <class Owner, class Value, std::optional<Value> Owner::* member,
          std::optional<Value> (*parse)(std::string_view)>
inline constexpr FieldAccess<Owner> optional_value{read_optional<Owner, Value, member, parse>,
                                                   written_optional<Owner, member>, take_member<Owner, member>};

template <Rule... rules>
inline constexpr std::array<Rule, sizeof...(rules)> missed_by{rules...};

template <class Owner>
inline constexpr FieldRow<Owner> title_row{.id = Field::title,
                                           .name = "Title",
                                           .place = FieldPlace::heading,
                                           .access = whole_text<Owner, &Owner::title>,
                                           .is_demanded = true,
                                           .value_name = "TEXT",
                                           .asked = 1};
template <class Owner>
inline constexpr FieldRow<Owner> dri_row{.id = Field::dri,
                                         .name = "DRI",
                                         .access = one_person<Owner, &Owner::dri>,
                                         .typing = FieldTyping::person,
                                         .is_demanded = true,
                                         .expected = "one username, such as \"@training-manager\"",
                                         .example = "@username",
                                         .words = "owner,lead,responsible,accountable,assignee",
                                         .rules = missed_by<Rule::P1, Rule::P2, Rule::P3>,
                                         .value_name = "@USER",
                                         .asked = 3};
template <class Owner>
inline constexpr FieldRow<Owner> outcome_row{.id = Field::outcome,
                                             .name = "Outcome",
                                             .place = FieldPlace::prose,
                                             .access = whole_text<Owner, &Owner::outcome>,
                                             .typing = FieldTyping::prose,
                                             .value_name = "TEXT",
                                             .asked = 8};

/// A row that both have, with what its flag says of this one.
template <class Owner>
constexpr FieldRow<Owner> with_help(FieldRow<Owner> row, std::string_view help) {
  row.help = help;
  return row;
}

inline constexpr std::string_view some_text = "some text";

}  // namespace secokr::field_rows
