using System.Globalization;
using System.Text;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>Counts the kills by point, by what was left behind, and by how the job ended.</summary>
internal sealed class KillTable
{
    private readonly object _gate = new();
    private readonly SortedDictionary<(string Point, string Left, string State, string End), int> _rows = [];

    public int Kills { get; private set; }

    public void Kill()
    {
        lock (_gate)
        {
            Kills++;
        }
    }

    public void Add(string point, string left, string state, string end)
    {
        lock (_gate)
        {
            _rows[(point, left, state, end)] = _rows.GetValueOrDefault((point, left, state, end)) + 1;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Kills} kills\n");
        text.Append(CultureInfo.InvariantCulture, $"{"killed at",-34}{"unflushed bytes",-18}{"found",-12}{"at the end",-34}times\n");
        foreach (var ((point, left, state, end), count) in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{point,-34}{left,-18}{state,-12}{end,-34}{count,5}\n");
        }

        return text.ToString();
    }
}
