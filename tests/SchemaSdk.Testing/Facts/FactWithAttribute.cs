namespace SchemaSdk.Testing;

/// <summary>A fact that is skipped if a server is missing. The reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params Server[] servers) => Skip = Servers.MissingOf(servers);
}
