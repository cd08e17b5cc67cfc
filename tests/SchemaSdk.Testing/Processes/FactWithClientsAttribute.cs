namespace SchemaSdk.Testing;

/// <summary>A fact that runs the clients of other services, and is skipped if Node.js or their packages are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithClientsAttribute : FactAttribute
{
    private const string Node = "Node.js is not installed here. Run: apt-get update && apt-get install -y nodejs npm";
    private const string Packages = "The clients of other services are not installed here. Run: npm ci --prefix tests/JudgeClients";

    public FactWithClientsAttribute() => Skip =
        !IsOnPath(OperatingSystem.IsWindows() ? "node.exe" : "node") ? Node
        : !Directory.Exists(SourceTree.PathOf("tests/JudgeClients/node_modules")) ? Packages
        : null;

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
