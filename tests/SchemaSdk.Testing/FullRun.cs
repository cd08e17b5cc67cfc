namespace SchemaSdk.Testing;

/// <summary>Tells whether this is a full run (<c>.ci/full</c>), which tests everything instead of a sample.</summary>
public static class FullRun
{
    /// <summary>True if <c>SCHEMASDK_FULL</c> is set.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_FULL") is { Length: > 0 };

    /// <summary>Returns every n-th item; in a full run, every item.</summary>
    public static IEnumerable<T> SampleOf<T>(IEnumerable<T> all, int n) => all.Where((_, index) => IsOn || index % n == 0);
}
