namespace SchemaSdk.Testing;

/// <summary><c>tests/RuleTexts/version-{n}.txt</c>: texts of rules as a generator wrote them, of every keyword and every form.</summary>
/// <remarks>
/// Programs that were compiled with such texts meet later runtimes, so a text is never changed. Where the generator writes another one,
/// its version grows, and UPDATE_CASES=1 makes the file of that version from the schemas of the last one. It also writes the text of a
/// block that has none yet.
/// </remarks>
public static class KeptRules
{
    private const string Schema = "schema ";

    private static readonly string Folder = Path.GetFullPath(Path.Combine(CorpusFolder.Own, "..", "RuleTexts"));

    /// <summary>The versions of which texts are kept.</summary>
    public static IReadOnlyList<int> Versions { get; } =
        [.. Enumerable.Range(1, 99).TakeWhile(version => File.Exists(PathOf(version)))];

    /// <summary>The texts of one version, in their order.</summary>
    public static IReadOnlyList<KeptRule> Of(int version) =>
    [
        .. File.ReadAllText(PathOf(version)).Replace("\r\n", "\n", StringComparison.Ordinal)
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(block => block.StartsWith(Schema, StringComparison.Ordinal))
            .Select(Read),
    ];

    /// <summary>Writes the texts that a version lacks, where UPDATE_CASES is 1.</summary>
    /// <param name="version">The version that the generator writes.</param>
    /// <param name="textOf">The text that it makes of a schema.</param>
    public static void UpdateIfAsked(int version, Func<string, string> textOf)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") != "1" || Environment.GetEnvironmentVariable("CI") == "true")
        {
            return;
        }

        var isNew = !File.Exists(PathOf(version));
        var head = $"Texts of rules of version {version}. What stands here is read for good: add blocks, and change none.\n";
        File.WriteAllText(PathOf(version), head + string.Concat(Of(isNew ? version - 1 : version)
            .Select(kept => kept.Text.Length > 0 && !isNew ? kept : kept with { Text = textOf(kept.Schema) })
            .Select(kept => $"\n{Schema}{kept.Schema}\n{kept.Text}\n{Lines("+ ", kept.Accepted)}{Lines("- ", kept.Refused)}")));
    }

    private static string PathOf(int version) => Path.Combine(Folder, $"version-{version}.txt");

    private static string Lines(string mark, IEnumerable<string> inputs) => string.Concat(inputs.Select(input => mark + input + "\n"));

    private static KeptRule Read(string block)
    {
        var lines = block.Trim('\n').Split('\n');
        var inputs = lines.SkipWhile(line => line[0] is not ('+' or '-')).ToList();
        return new KeptRule(
            lines[0][Schema.Length..],
            string.Join('\n', lines[1..^inputs.Count]),
            [.. inputs.Where(line => line[0] == '+').Select(line => line[2..])],
            [.. inputs.Where(line => line[0] == '-').Select(line => line[2..])]);
    }
}

/// <summary>A text of rules.</summary>
/// <param name="Schema">The schema that it was made of.</param>
/// <param name="Text">The text.</param>
/// <param name="Accepted">Inputs that fit.</param>
/// <param name="Refused">Inputs that do not.</param>
public sealed record KeptRule(string Schema, string Text, IReadOnlyList<string> Accepted, IReadOnlyList<string> Refused);
