namespace SchemaSdk.Kills;

/// <summary>Blocks the process at the point at which a test wants to kill it, after printing a word that notifies the test.</summary>
internal sealed class Gate(Stop? stop)
{
    internal const string Word = "at the gate";

    internal const string AnyKey = "*";

    /// <summary>
    /// True if the process is to be killed in the middle of writing an entry. In this case, entries must be written one at a time.
    /// </summary>
    internal bool IsWithinLine => stop is { Key: not AnyKey, Point: { Moment: "written" } or { Line: "unknown" } };

    /// <summary>The entry that is being written; null if none is, or if several can be written at the same time.</summary>
    internal Stop? Line { get; private set; }

    internal void Pass(string key, string line, string moment)
    {
        if (stop is not null && stop.Key == key && stop.Point == new KillPoint(line, moment))
        {
            Tell(Word);
            Thread.Sleep(Timeout.Infinite);
        }
    }

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
