using Microsoft.CodeAnalysis;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Builds a client from a schema folder and its lock file, and puts the client into a test's package cache.</summary>
internal static class PackedClient
{
    /// <param name="tool">The environment of the test, whose package cache is <c>packages</c>.</param>
    /// <param name="folder">The folder of schemas.</param>
    /// <param name="package">The package and its version, such as <c>acme.models/1.0.0</c>.</param>
    /// <param name="code">C# that the package contains in addition to the generated client.</param>
    /// <param name="used">What this code uses, and the package does not contain.</param>
    internal static void Pack(ToolTest tool, string folder, string package, string code = "", params MetadataReference[] used)
    {
        var root = tool.PathOf(folder);
        var texts = GeneratedClient.TextsOf(root);
        if (LockFile.PathOf(root) is var locked && File.Exists(locked))
        {
            texts.Add(new SchemaText(locked, File.ReadAllText(locked), LockFile.Kind));
        }

        var home = Directory.CreateDirectory(tool.PathOf($"packages/{package}/lib/net10.0")).FullName;
        var (client, _) = GeneratedClient.Compile(root, texts, code);
        var emitted = client.AddReferences(used).Emit(Path.Combine(home, "Packed.dll"));
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
    }
}
