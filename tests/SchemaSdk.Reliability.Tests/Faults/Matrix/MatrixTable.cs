using System.Globalization;
using System.Text;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Formats the matrix as text.</summary>
internal static class MatrixTable
{
    private const string FileVariable = "SCHEMASDK_FAULT_MATRIX";

    private const string Legend =
        """
        Each cell: outcome, submits that reached the service (P) + those that it temporarily refused, attempts that were never sent (U),
        what the caller knows about the request id, time/limit.
        Sockets are real. Each time is a hundredth of its default, except four (defaults in parentheses): 1 s for a cancel (5 s) and for the
        next bytes of a download (30 s), 0.3 s for a connection (10 s), and 1.2 s for the quota budget (30 min). upload and put: a submit of
        an input with a file; the first or second request to store it fails.
        id: returned, or in the exception with the call that attaches to the job. told: the exception says that the outcome is unknown, and
        names the model, the time and where to look. none: nothing was accepted. other: the id of another job. address: the file's address.
        A cell is late if it exceeds its limit by more than a quarter plus one second. Several cells run at the same time. A late cell with
        the right outcome runs again alone, and so does a cell whose submits all timed out before the fault. No other cell runs again.
        In all cells: no token in an exception or log line, no call to another host, and no charge for a job whose file is not stored.
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
        foreach (var result in results)
        {
            text.AppendLine($"{result.Cell.Service.Name,-10}{result.Cell.Row.Name,-56}{result.Cell.Call,-10}{result}");
        }

        var broken = results.Count(result => result.Broken().Any());
        return text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} cells{(FullRun.IsOn ? "" : ", a sample")}: {results.Count - broken} hold, {broken} do not; "
            + $"{results.Sum(result => result.Bills)} charges, {results.Count(result => result.Bills > 1)} cells charged twice; "
            + $"{results.Count(result => result.IsSecond)} were inconclusive on a busy machine and run again alone")).ToString();
    }
}
