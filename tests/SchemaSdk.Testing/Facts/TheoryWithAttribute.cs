namespace SchemaSdk.Testing;

/// <summary>A theory that needs servers: without one it is skipped, and its reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithAttribute : TheoryAttribute
{
    public TheoryWithAttribute(params Server[] servers) => Skip = Servers.MissingOf(servers);
}
