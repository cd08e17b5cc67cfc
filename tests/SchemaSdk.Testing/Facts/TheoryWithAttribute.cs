namespace SchemaSdk.Testing;

/// <summary>A theory that is skipped if a server is missing. The reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithAttribute : TheoryAttribute
{
    public TheoryWithAttribute(params Server[] servers) => Skip = Servers.MissingOf(servers);
}
