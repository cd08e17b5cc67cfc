namespace SchemaSdk.Reliability.Tests.Kills.Service;

/// <summary>The kinds of jobs: what the service does with them. A key begins with its kind.</summary>
internal static class JobKind
{
    public const string Plain = "plain";

    public const string Postponed = "postponed";
    public const string Refused = "refused";
    public const string Failed = "failed";

    /// <summary>The service takes a while before and after it accepts it.</summary>
    public const string Slow = "slow";

    /// <summary>The service accepts it, and its client never hears of that.</summary>
    public const string Unheard = PausingHandler.Unheard;

    public static string Of(string key) => key[..key.IndexOf('-', StringComparison.Ordinal)];
}
