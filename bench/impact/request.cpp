// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes the request of 10,000 draws that bench/impact/wasm.mjs sends, to standard output.
#include "engine/economics/example_models.h"
#include "engine/wasm/request.h"
#include <cstdio>

int main()
{
    bydel::wasm::Writer writer;
    write_model(writer, bydel::economics::examples::bydel_2016_uncertain());
    writer.text("");
    writer.whole(10'000);
    writer.big(1);
    writer.whole(0);
    writer.whole(1);
    double const percentiles[] = { 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975 };
    double const ratios[] = { 1, 2, 3, 5, 10 };
    writer.numbers(percentiles);
    writer.numbers(ratios);
    writer.whole(40);
    std::fwrite(writer.bytes.data(), 1, writer.bytes.size(), stdout);
}
