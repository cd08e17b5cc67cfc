using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Benchmarks.Compiling;
using SchemaSdk.Benchmarks.Generating;
using SchemaSdk.Benchmarks.Json;
using SchemaSdk.Benchmarks.Waiting;
using SchemaSdk.Testing;

namespace SchemaSdk.Benchmarks;

/// <summary>Runs the main benchmarks one after another.</summary>
internal static class AllReport
{
    /// <param name="output">Receives the tables.</param>
    /// <param name="isQuick">
    /// True to run fewer rounds, use fewer models and skip the waiting jobs. This takes less than two minutes instead of nine.
    /// </param>
    /// <returns>Zero if no result exceeds its limit, else 1.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, bool isQuick)
    {
        var whole = Stopwatch.StartNew();
        var kept = await SectionAsync("JSON", () => JsonReport.WriteAsync(output, isQuick))
            & await SectionAsync("Polls", () => Task.FromResult(PollReport.Write(output)))
            & (isQuick || await SectionAsync("Waiting jobs", () => WaitingReport.WriteAsync(output, 1)))
            & await SectionAsync("The generator", () => GeneratorReport.WriteAsync(output, isQuick ? 1 : 3, beside: null))
            & await SectionAsync("The compiler", () => CompileReport.WriteAsync(output, isQuick ? 20 : 40, isQuick ? 1 : 2));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The benchmarks took {whole.Elapsed.TotalSeconds:F0} s in total."));
        return kept ? 0 : 1;

        async Task<bool> SectionAsync(string title, Func<Task<int>> write)
        {
            output.WriteLine($"## {title}");
            output.WriteLine();
            var result = await write();
            output.WriteLine();
            return result == 0;
        }
    }
}
