namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>A file of PublicApi/: what was public when it was written, one line for each type and member.</summary>
internal static class Listing
{
    private const string Update = "UPDATE_PUBLIC_API";

    /// <summary>Compares what is public now with the file.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="lines">What is public now.</param>
    /// <param name="isFrozen">Says that a line may never go.</param>
    public static void Hold(string file, IReadOnlyCollection<string> lines, bool isFrozen)
    {
        var path = Path.Combine(SourceTree.Root, "PublicApi", file);
        var listed = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Update} is for a person, who reads what it wrote.");
            listed = [.. lines.Concat(isFrozen ? listed : []).Distinct().Order(StringComparer.Ordinal)];
            File.WriteAllText(path, string.Concat(listed.Select(line => line + "\n")));
        }

        var removed = listed.Except(lines).ToList();
        Assert.True(removed.Count == 0, isFrozen
            ? $"The public contract is frozen: members are added, and none is removed, renamed or changed. PublicApi/{file} has these, "
                + $"and the package has them no more:\n{string.Join('\n', removed)}"
            : $"PublicApi/{file} has what is not there any more; {Update}=1 writes it anew:\n{string.Join('\n', removed)}");
        var added = lines.Except(listed).ToList();
        Assert.True(
            added.Count == 0, $"PublicApi/{file} lacks what is public now; {Update}=1 adds it, for good:\n{string.Join('\n', added)}");
    }
}
