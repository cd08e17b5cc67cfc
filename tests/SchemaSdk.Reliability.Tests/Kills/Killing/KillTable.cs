using System.Collections.Concurrent;
using System.Globalization;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>Counts the kills by point, by what was left behind, and by how the job ended.</summary>
internal sealed class KillTable
{
    private readonly ConcurrentQueue<(string Point, string Left, string State, string End)> _rows = new();
    private int _kills;

    public int Kills => _kills;

    public void Kill() => Interlocked.Increment(ref _kills);

    public void Add(string point, string left, string state, string end) => _rows.Enqueue((point, left, state, end));

    public override string ToString() => string.Join('\n', _rows.CountBy(static row => row).OrderBy(static row => row.Key)
        .Select(static row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Key.Point,-34}{row.Key.Left,-18}{row.Key.State,-12}{row.Key.End,-34}{row.Value,5}"))
        .Prepend($"{"killed at",-34}{"unflushed bytes",-18}{"found",-12}{"at the end",-34}times")
        .Prepend($"{Kills} kills")) + "\n";
}
