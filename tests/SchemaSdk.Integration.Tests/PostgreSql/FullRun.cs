namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Says whether what takes long is run in full.</summary>
internal static class FullRun
{
    public static bool IsIt { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_FULL") is { Length: > 0 };
}
