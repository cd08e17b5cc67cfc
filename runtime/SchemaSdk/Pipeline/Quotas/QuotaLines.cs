using SchemaSdk.Client.Settings;

namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The lines of a client: the service may count the jobs of all of them together, so none of them is left without.</summary>
internal sealed class QuotaLines(ClientSettings settings)
{
    private readonly List<QuotaLine> _lines = [];
    private readonly long _start = settings.Time.GetTimestamp();

    /// <summary>Held while one of the lines is read or changed.</summary>
    internal object Gate { get; } = new();

    internal ClientSettings Settings => settings;

    /// <summary>The time, as a span since the client was made.</summary>
    internal TimeSpan Now => settings.Time.GetElapsedTime(_start);

    /// <summary>True if a job of any line runs, so that room may come at any time.</summary>
    internal bool IsAnyRunning => _lines.Exists(static line => line.Running > 0);

    /// <summary>Begins one, for the inputs of one <c>RunManyAsync</c>.</summary>
    // held: told of one more, or one less, that is held back.
    internal QuotaLine Open(Action<int> held)
    {
        var line = new QuotaLine(this, held);
        lock (Gate)
        {
            _lines.Add(line);
        }

        return line;
    }

    internal void Close(QuotaLine line) => _lines.Remove(line);

    /// <summary>
    /// A job of a line has ended. Its room goes to the line with the fewest jobs of those that wait, and among equals to the one that was
    /// taken longest ago.
    /// </summary>
    internal void Offer(QuotaLine from)
    {
        var to = from.IsWaiting ? from : null;
        foreach (var line in _lines)
        {
            if (line != from && line.WantsRoom && (to is null || line.IsBefore(to)))
            {
                to = line;
            }
        }

        if (to is null || to == from)
        {
            from.GoOn();
        }
        else
        {
            to.Take(from.Lend());
        }
    }
}
