namespace SchemaSdk.Testing;

/// <summary>A fact that runs clients on Node.js. It is skipped if Node.js or the clients' packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithClientsAttribute : FactAttribute
{
    private const string Node = "Node.js is not installed here. Run: apt-get update && apt-get install -y nodejs npm";

    /// <param name="folder">The folder with the list of packages.</param>
    public FactWithClientsAttribute(string folder = "tests/JudgeClients") => Skip =
        !IsOnPath(OperatingSystem.IsWindows() ? "node.exe" : "node") ? Node
        : !Directory.Exists(SourceTree.PathOf($"{folder}/node_modules")) ? $"The clients are not installed. Run: npm ci --prefix {folder}"
        : null;

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
