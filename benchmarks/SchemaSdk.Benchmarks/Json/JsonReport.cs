using System.Globalization;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures the generated JSON code beside System.Text.Json's source generator.</summary>
/// <remarks>
/// It does so in several processes, one after the other. .NET compiles a method by what it saw in the method's first calls, and a process
/// keeps that code, and with it one speed. Another process with the same program may be a tenth slower.
/// </remarks>
internal static class JsonReport
{
    private static readonly string[] Inputs =
        ["an input", "20 segments", "1,000 items", "unions", "values of an enum of 1,000", "200 members"];

    /// <param name="output">Where the table goes.</param>
    /// <param name="isQuick">True for fewer processes and rounds, whose ratios are good to a tenth or so.</param>
    /// <returns>Zero: all limits are kept.</returns>
    internal static async Task<int> WriteAsync(TextWriter output, bool isQuick)
    {
        var (processes, rounds) = isQuick ? (3, 20) : (7, 35);
        List<Dictionary<string, CallCost>> costs = [];
        while (costs.Count < processes)
        {
            costs.Add(await CostsAsync(rounds));
        }

        output.WriteLine($"Medians of {processes} processes with {rounds} rounds each. Both sides of a ratio are of one process.");
        output.WriteLine();
        output.WriteLine("| | source generator, ns | B | ours, ns | B | time | least to greatest | limit | bytes | limit |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var kept = Row("write an input", "write: plain", "write: ours", 0.75, 0)
            & Row("through its JsonConverter", "write: plain", "write: converted", 0.80, 0)
            & Row("check it, beside writing it", "write: plain", "write: check", 1.1, 0)
            & Row("read a result", "result: plain", "result: ours", 0.45, 0.50)
            & Row("with unknown members", "others: plain", "others: ours", 0.40, 0.50);
        foreach (var input in Inputs)
        {
            Row($"{input}: read", $"{input}: read plain", $"{input}: read", null, null);
            Row($"{input}: write", $"{input}: write plain", $"{input}: write", null, null);
            Row($"{input}: check, beside writing", $"{input}: write plain", $"{input}: check", null, null);
        }

        return kept ? 0 : 1;

        bool Row(string name, string peer, string ours, double? timeLimit, double? byteLimit)
        {
            double[] times = [.. costs.Select(process => process[ours].Nanoseconds / process[peer].Nanoseconds).Order()];
            var (time, bytes) = (times[processes / 2], Of(ours, Bytes) == 0 ? 0 : Of(ours, Bytes) / Of(peer, Bytes));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Of(peer, Time):F0} | {Of(peer, Bytes):F0} | {Of(ours, Time):F0} | {Of(ours, Bytes):F0} "
                + $"| {time:F2} | {times[0]:F2} to {times[^1]:F2} | {timeLimit:F2} | {bytes:F2} | {byteLimit:F2} |"));
            return !(time > timeLimit) && !(bytes > byteLimit);
        }

        double Of(string call, Func<CallCost, double> figure) =>
            costs.Select(process => figure(process[call])).Order().ElementAt(processes / 2);
    }

    private static double Time(CallCost cost) => cost.Nanoseconds;

    private static double Bytes(CallCost cost) => cost.Bytes;

    private static async Task<Dictionary<string, CallCost>> CostsAsync(int rounds)
    {
        using var process = ChildProcess.Start(JsonProcess.Command, rounds.ToString(CultureInfo.InvariantCulture));
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return JsonProcess.Parse(line ?? throw new InvalidOperationException("A process ended without its figures."));
    }
}
