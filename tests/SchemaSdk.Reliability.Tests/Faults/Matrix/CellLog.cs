namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>Counts submits in the client's log.</summary>
internal static class CellLog
{
    /// <summary>The number of submits that the client logs as temporarily refused.</summary>
    public static int Refused(string log) => NotAccepted(log).Count(HasAnswer);

    /// <summary>The number of submits that the client logs as not sent.</summary>
    public static int Unsent(string log) => NotAccepted(log).Count(static line => !HasAnswer(line));

    /// <summary>The number of times that <c>RunManyAsync</c> logs that it pauses after a temporary refusal.</summary>
    public static int HeldBack(string log) => log.Split("The service is temporarily refusing jobs of ").Length - 1;

    private static IEnumerable<string> NotAccepted(string log) => log.Split('\n').Where(static line =>
        (line.Contains(" was not accepted: ", StringComparison.Ordinal)
            || line.Contains("Gave up on a submit to ", StringComparison.Ordinal))
        && line.Contains(", HTTP ", StringComparison.Ordinal));

    private static bool HasAnswer(string line) => line.Contains(": None, HTTP ", StringComparison.Ordinal);
}
