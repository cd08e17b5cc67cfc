using System.Globalization;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>
/// Measures what the generator costs a compiler that has just started. For comparison, NJsonSchema loads the same files.
/// </summary>
internal static class GeneratorReport
{
    private const double Limit = 0.5;

    /// <param name="output">Receives the tables.</param>
    /// <param name="count">The number of rounds. Medians are reported, because a busy machine can slow down single rounds.</param>
    /// <param name="beside">The path of another build of the generator to measure in the same rounds; null for none.</param>
    /// <returns>Zero if no result exceeds its limit, 1 if one does, 2 if the corpus is missing.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, int count, string? beside)
    {
        if (!Directory.Exists(CorpusModels.Folder))
        {
            output.WriteLine($"The corpus is not in {CorpusModels.Folder}. Set SCHEMASDK_CORPUS to its folder.");
            return 2;
        }

        string[] ways = [ColdRun.Reference, GeneratorAssembly.Ours, .. beside is null ? Array.Empty<string>() : [Path.GetFullPath(beside)]];
        var costs = ways.Select(_ => new List<ColdCost>()).ToList();
        for (var round = 0; round < count; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                costs[way].Add(await CostOfAsync(ways[way]));
            }
        }

        var kept = WriteCold(output, costs[0], costs[1], ColdRun.Reference);
        kept &= beside is null || WriteCold(output, costs[2], costs[1], "the other generator");
        return kept & WriteEdit(output, costs[1]) ? 0 : 1;
    }

    private static bool WriteCold(TextWriter output, List<ColdCost> reference, List<ColdCost> ours, string name)
    {
        output.WriteLine($"{CorpusModels.Count} models; medians of {ours.Count} rounds, each in a new process");
        output.WriteLine();
        output.WriteLine($"| | {name} | SchemaSdk | ratio | limit |");
        output.WriteLine("|---|---|---|---|---|");
        var kept = Row("CPU, ms", cost => cost.Run.Cpu, Limit)
            & Row("allocated, MiB", cost => cost.Run.Allocated / (1 << 20), null)
            & Row("peak working set of the process, MiB", cost => cost.Run.WorkingSet / (1 << 20), null)
            & Row("schemas loaded (NJsonSchema), C# files written (SchemaSdk)", cost => cost.Files, null);
        output.WriteLine();
        return kept;

        bool Row(string row, Func<ColdCost, double> figure, double? limit)
        {
            var (theirs, own) = (Median(reference, figure), Median(ours, figure));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {row} | {theirs:F0} | {own:F0} | {own / theirs:F2} | {limit:F2} |"));
            return limit is null || own / theirs <= limit;
        }
    }

    private static bool WriteEdit(TextWriter output, List<ColdCost> ours)
    {
        output.WriteLine("After an edit to one schema");
        output.WriteLine();
        output.WriteLine("| | the edit | limit |");
        output.WriteLine("|---|---|---|");
        return Row("schemas parsed", "F0", cost => cost.Parsed, 1)
            & Row("C# files emitted (for one model)", "F0", cost => cost.Emitted, 2)
            & Row("allocations, relative to the first run", "P2", cost => cost.Edit!.Allocated / cost.Run.Allocated, 0.01)
            & Row("CPU time, relative to the first run", "P2", cost => cost.Edit!.Cpu / cost.Run.Cpu, null);

        bool Row(string row, string format, Func<ColdCost, double> figure, double? limit)
        {
            var median = Median(ours, figure);
            output.WriteLine($"| {row} | {Shown(median)} | {Shown(limit)} |");
            return limit is null || median <= limit;

            string? Shown(double? value) => value?.ToString(format, CultureInfo.InvariantCulture);
        }
    }

    private static double Median(List<ColdCost> costs, Func<ColdCost, double> figure) =>
        costs.Select(figure).Order().ElementAt(costs.Count / 2);

    private static async Task<ColdCost> CostOfAsync(string way)
    {
        using var process = ChildProcess.Start(ColdRun.Command, way);
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return ColdRun.Parse(line ?? throw new InvalidOperationException($"The process for \"{way}\" ended without printing its cost."));
    }
}
