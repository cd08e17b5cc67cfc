using System.Globalization;
using System.Text;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Formats the matrix as text.</summary>
internal static class MatrixTable
{
    private const string FileVariable = "SCHEMASDK_FAULT_MATRIX";

    private const string Legend =
        """
        Each cell: outcome, submits that reached the service (P) + those that it refused for now, attempts that never left (U), how the
        request id is had, time/limit.
        Real sockets; the default times at a hundredth, but 1 s for a cancel (5 s) and for the next bytes of a download (30 s), and 0.3 s
        for a connection (10 s). upload and put: submits of an input with a file, whose first or second request to store it fails.
        id: returned, or in the exception with the call that resumes. told: the exception says that the outcome is unknown, with
        model, time and where to look. none: nothing was accepted. other: the service gave another job's. address: of the file.
        A cell that takes a quarter and a second too long is late. Cells run side by side. A late cell with the right outcome, or one
        whose submits all timed out before the fault, runs again alone. No other wrong outcome is run again.
        No token in any exception or log line, no other host called, and no charge for a file that is not stored, in any cell.
        """;

    public static async Task WriteAsync(IReadOnlyList<CellResult> results)
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, Of(results));
        }
    }

    public static string Of(IReadOnlyList<CellResult> results)
    {
        var text = new StringBuilder(Legend).AppendLine();
        foreach (var service in results.GroupBy(static result => result.Cell.Service))
        {
            text.AppendLine().AppendLine(service.Key.Name).AppendLine();
            Append(text, [.. service], service.Key.Calls);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<CellResult> results, IReadOnlyList<Call> calls)
    {
        var lines = new List<string[]>
        {
            new[] { "phase", "fault", "" }.Concat(calls.Select(call => call.ToString().ToLowerInvariant())).ToArray()
        };
        foreach (var row in results.GroupBy(result => result.Cell.Row.Name))
        {
            var cells = row.ToDictionary(result => result.Cell.Call, result => result.ToString());
            lines.Add([.. row.Key.Split(" | "), .. calls.Select(call => cells.GetValueOrDefault(call, "-"))]);
        }

        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            text.AppendLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        var broken = results.Count(result => result.Broken().Any());
        text.AppendLine().AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} cells{(FullRun.IsOn ? "" : ", a sample")}: {results.Count - broken} hold, {broken} do not; "
            + $"{results.Sum(result => result.Bills)} charges, {results.Count(result => result.Bills > 1)} cells charged twice; "
            + $"{results.Count(result => result.IsSecond)} were inconclusive on a busy machine and run again alone"));
    }
}
