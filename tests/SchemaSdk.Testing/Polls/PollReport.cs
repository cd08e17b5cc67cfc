using System.Globalization;

namespace SchemaSdk.Testing;

/// <summary>Writes tables that compare how often jobs are polled, and how late their ends are detected.</summary>
public static class PollReport
{
    public const int Seed = 20260102;

    /// <returns>Zero if no result exceeds its limit, else 1.</returns>
    public static int Write(TextWriter output)
    {
        var kept = true;
        output.WriteLine($"Polls per job, and mean delay until the end of a job is detected; mean duration 60 s; seed {Seed}");
        output.WriteLine();
        output.WriteLine(
            "| durations | fixed 0.5 s | fixed 2 s | new model | after 20 runs | ratio of polls | limit | ratio to fixed, same delay |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var durations in Durations.All)
        {
            var row = PollTable.Compute(durations, Seed);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {durations.Name} | {Cell(row.HalfSecond)} | {Cell(row.TwoSeconds)} | {Cell(row.Unknown)} | {Cell(row.Learned)} "
                + $"| {row.Saving:F2} | {durations.Limit:F2} | {row.Ratio:F2} |"));
            kept &= !(row.Saving > durations.Limit);
        }

        WriteCold(output);
        return kept ? 0 : 1;
    }

    private static void WriteCold(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(
            "Polls per job of a new model, and mean delay until the end of a job is detected; log-normal durations, sigma 0.25");
        output.WriteLine();
        output.WriteLine("| duration | new model | delay as a share of the duration | fixed 0.5 s | fixed 2 s |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var length in ColdTable.Lengths)
        {
            var row = ColdTable.Compute(length, Seed);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {length} s | {Cell(row.Cold)} | {row.Late:P1} | {Cell(row.HalfSecond)} | {Cell(row.TwoSeconds)} |"));
        }
    }

    private static string Cell(PolledRun run) => string.Create(CultureInfo.InvariantCulture, $"{run.Polls:F1}, {run.Delay:F2} s");
}
