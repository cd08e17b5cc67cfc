namespace SchemaSdk.Kills;

/// <summary>Announces the one point at which the process is to be killed, and never lets it go on from there.</summary>
internal sealed class Gate(Stop? stop)
{
    /// <summary>The word of a process that waits to be killed.</summary>
    internal const string Word = "at";

    /// <summary>The key of points that are about no job.</summary>
    internal const string AnyKey = "*";

    internal void Pass(string key, string line, string moment)
    {
        if (stop is not null && stop.Key == key && stop.Point == new KillPoint(line, moment))
        {
            Tell(Word);
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>True for a line of the job that is to be looked at.</summary>
    internal bool IsAbout(WrittenLine line) => line.Key == stop?.Key;

    /// <summary>True for the line at which the process is to be killed.</summary>
    internal bool IsAt(WrittenLine line) => IsAbout(line) && line.Name == stop?.Point.Line;

    internal static void Tell(string words)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(words);
            Console.Out.Flush();
        }
    }
}
