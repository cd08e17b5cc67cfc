namespace SchemaSdk.Testing;

/// <summary>A fact that runs clients on Node.js. It is skipped if Node.js or the clients' packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithClientsAttribute : FactAttribute
{
    /// <param name="folder">The folder with the list of packages.</param>
    public FactWithClientsAttribute(string folder = "tests/JudgeClients") => Skip = InstalledPrograms.MissingOf("node")
        ?? (Directory.Exists(SourceTree.PathOf($"{folder}/node_modules")) ? null
            : $"The clients are not installed. Run: npm ci --prefix {folder}");
}
