using System.Globalization;
using SchemaSdk.Benchmarks.Json.Cases;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures the generated JSON code, compared with System.Text.Json's source generator.</summary>
/// <remarks>
/// Runs several processes, because the same program can be a tenth slower in one process than in another. .NET optimizes a method based
/// on its first calls, and the process keeps the optimized code.
/// </remarks>
internal static class JsonReport
{
    // By default, .NET starts to optimize only after 100 ms without calls to new methods. A benchmark would have ended by then.
    private static readonly Dictionary<string, string?> CompilingAtOnce = new() { ["DOTNET_TC_CallCountingDelayMs"] = "0" };

    /// <param name="output">Receives the table.</param>
    /// <param name="isQuick">True for fewer processes and rounds, with ratios that are accurate to about a tenth.</param>
    /// <returns>Zero if no result exceeds its limit, else 1.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, bool isQuick)
    {
        var (processes, rounds) = isQuick ? (3, 10) : (5, 30);
        List<Dictionary<string, CallCost>> costs = [];
        while (costs.Count < processes)
        {
            costs.Add(await CostsAsync(rounds));
        }

        output.WriteLine($"Medians of {processes} processes with {rounds} rounds each. Each ratio compares costs in the same process.");
        output.WriteLine();
        output.WriteLine("| | source generator, ns | B | SchemaSdk, ns | B | time ratio | range | limit | bytes ratio | limit |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var kept = Row<InputWriting>("write an input", "Plain", nameof(InputWriting.Typed), 0.75, 0)
            & Row<InputWriting>("write an input through its JsonConverter", "Plain", nameof(InputWriting.Converted), 0.80, 0)
            & Row<InputWriting>("validate an input (baseline: write it)", "Plain", nameof(InputWriting.IsValid), 1.1, 0)
            & Row<ResultReading>("read a result", "Plain", nameof(ResultReading.Typed), 0.95, 1.00)
            & Row<ResultReadingWithOthers>(
                "read a result with unknown members", "Plain", nameof(ResultReadingWithOthers.Typed), 0.75, 0.80);
        Rows<KlingInputs>("an input");
        Rows<Segments20>("20 segments");
        Rows<Items1000>("1,000 items");
        Rows<Unions>("unions");
        Rows<Choices>("enum with 1,000 values");
        Rows<WideInputs>("200 members");
        return kept ? 0 : 1;

        void Rows<TBenchmarks>(string name)
        {
            Row<TBenchmarks>($"{name}: read", "Plain", "Typed", null, null);
            Row<TBenchmarks>($"{name}: write", "WritePlain", "Write", null, null);
            Row<TBenchmarks>($"{name}: validate (baseline: write)", "WritePlain", "IsValid", null, null);
        }

        bool Row<TBenchmarks>(string name, string peer, string benchmark, double? timeLimit, double? byteLimit)
        {
            var (plain, ours) = (CostsOf<TBenchmarks>(peer), CostsOf<TBenchmarks>(benchmark));
            double[] times = [.. ours.Zip(plain, (our, other) => our.Nanoseconds / other.Nanoseconds).Order()];
            var (time, ourBytes, plainBytes) = (times[processes / 2], Bytes(ours), Bytes(plain));
            var bytes = ourBytes == 0 ? 0 : (double)ourBytes / plainBytes;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Time(plain):F0} | {plainBytes} | {Time(ours):F0} | {ourBytes} "
                + $"| {time:F2} | {times[0]:F2} to {times[^1]:F2} | {timeLimit:F2} | {bytes:F2} | {byteLimit:F2} |"));
            return !(time > timeLimit) && !(bytes > byteLimit);
        }

        List<CallCost> CostsOf<TBenchmarks>(string method) =>
            [.. costs.Select(process => process[JsonProcess.NameOf(typeof(TBenchmarks), method)])];
    }

    private static double Time(List<CallCost> costs) => costs.Select(cost => cost.Nanoseconds).Order().ElementAt(costs.Count / 2);

    // Takes the minimum, because BenchmarkDotNet and .NET add their own allocations to the counts.
    private static long Bytes(List<CallCost> costs) => costs.Min(cost => cost.Bytes);

    private static async Task<Dictionary<string, CallCost>> CostsAsync(int rounds)
    {
        using var process = ChildProcess.Start(CompilingAtOnce, JsonProcess.Command, rounds.ToString(CultureInfo.InvariantCulture));
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return JsonProcess.Parse(line ?? throw new InvalidOperationException("A process ended without printing its costs."));
    }
}
