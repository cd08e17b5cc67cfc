namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>A file of PublicApi/ with one line for each public type and member.</summary>
internal static class Listing
{
    private const string Update = "UPDATE_PUBLIC_API";

    /// <summary>Compares a file with the current public surface. A line of a frozen file must never be removed.</summary>
    public static void Verify(string file, IReadOnlyCollection<string> lines, bool isFrozen)
    {
        var path = Path.Combine(SourceTree.Root, "PublicApi", file);
        var listed = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Update}=1 is not for CI: a person must review the result.");
            listed = [.. lines.Concat(isFrozen ? listed : []).Distinct().Order(StringComparer.Ordinal)];
            File.WriteAllText(path, string.Concat(listed.Select(line => line + "\n")));
        }

        var removed = listed.Except(lines).ToList();
        Assert.True(removed.Count == 0, isFrozen
            ? "Public members may be added, but not removed, renamed or changed. "
                + $"These are in PublicApi/{file}, but not in the package:\n{string.Join('\n', removed)}"
            : $"These are in PublicApi/{file}, but no longer public. Set {Update}=1 to update it:\n{string.Join('\n', removed)}");
        var added = lines.Except(listed).ToList();
        Assert.True(
            added.Count == 0,
            $"These are public, but not in PublicApi/{file}. Set {Update}=1 to add them permanently:\n{string.Join('\n', added)}");
    }
}
