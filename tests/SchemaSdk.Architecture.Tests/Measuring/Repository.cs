using System.Runtime.CompilerServices;

namespace SchemaSdk.Architecture.Tests.Measuring;

/// <summary>The places in this repository.</summary>
internal static class Repository
{
    /// <summary>The folder of this project.</summary>
    internal static readonly string Tests = Path.GetFullPath(Path.Combine(Here(), ".."));

    /// <summary>The folder of the solution.</summary>
    internal static readonly string Root = Path.GetFullPath(Path.Combine(Tests, "../.."));

    /// <summary>Expected text is to be written anew. A person asks for that, and reads what was written.</summary>
    internal static bool IsUpdate =>
        Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
