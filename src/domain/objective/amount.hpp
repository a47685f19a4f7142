#pragma once
#include <string_view>

namespace secokr {

/// True where a title says how much or how many (K1): in digits ("85 %", "$12", "within 30 days"), in words ("at least
/// ten", "halve", "a quarter of"), or as a whole ("zero", "every", "all", "no … left"). No amount: a digit in a name
/// (SOC 2, Q3, FY29, ES2015, TLS 1.3, 1st class, 24/7), a date, an identifier, a placeholder (X%, XX). It reads English
/// and goes by the words around a number, so that it can err; it decides a warning and no more.
bool names_amount(std::string_view title);

}  // namespace secokr
