namespace SchemaSdk.Reliability.Tests.Kills.Service;

/// <summary>The kinds of jobs. The kind of a job determines how the service treats it. A key begins with the kind of its job.</summary>
internal static class JobKind
{
    public const string Plain = "plain";

    public const string Postponed = "postponed";
    public const string Refused = "refused";
    public const string Failed = "failed";

    public const string Slow = "slow";

    /// <summary>A job of the tests with several machines. It takes a second. The service pauses before and after the charge.</summary>
    public const string Ordered = "order";

    public const string Unheard = PausingHandler.Unheard;

    /// <summary>A job without a key. The test still gives it a name, which is its input.</summary>
    public const string Keyless = KillOrder.Keyless;

    public static string Of(string key) => key[..key.IndexOf('-', StringComparison.Ordinal)];
}
