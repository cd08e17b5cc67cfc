namespace SchemaSdk.Kills;

/// <summary>Announces the one point at which the process is to be killed, and never lets it go on from there.</summary>
internal sealed class Gate(Stop? stop)
{
    /// <summary>The word of a process that waits to be killed.</summary>
    internal const string Word = "at";

    /// <summary>The key of points that are about no job.</summary>
    internal const string AnyKey = "*";

    /// <summary>True if the point is within a line, so that only one line at a time may be written.</summary>
    internal bool IsWithinLine => stop is { Key: not AnyKey, Point: { Moment: "written" } or { Line: "unknown" } };

    /// <summary>The line that is being written; null: none, or one of several.</summary>
    internal Stop? Line { get; private set; }

    internal void Pass(string key, string line, string moment)
    {
        if (stop is not null && stop.Key == key && stop.Point == new KillPoint(line, moment))
        {
            Tell(Word);
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>Says the line that is written next.</summary>
    internal void Begin(string key, string line) => Line = IsWithinLine ? new Stop(key, new KillPoint(line, "unwritten")) : null;

    internal static void Tell(string words)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(words);
            Console.Out.Flush();
        }
    }
}
