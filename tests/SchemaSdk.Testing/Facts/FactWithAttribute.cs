namespace SchemaSdk.Testing;

/// <summary>A fact that needs servers: without one it is skipped, and its reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params Server[] servers) => Skip = Servers.MissingOf(servers);
}
