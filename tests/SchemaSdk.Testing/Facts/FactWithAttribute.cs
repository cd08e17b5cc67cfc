namespace SchemaSdk.Testing;

/// <summary>A fact that is skipped if a server or another program is missing. The skip reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params Server[] servers) => Skip = Servers.MissingOf(servers);

    /// <param name="programs">The names of the programs, see <see cref="InstalledPrograms"/>.</param>
    public FactWithAttribute(params string[] programs) => Skip = InstalledPrograms.MissingOf(programs);
}
