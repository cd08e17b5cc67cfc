namespace SchemaSdk.Testing;

/// <summary>
/// Rules with every keyword in each of its forms, as released generators wrote them, in <c>tests/RuleTexts/version-{n}.txt</c>.
/// </summary>
/// <remarks>
/// Programs that contain such rules run with later runtimes, so existing rules in the files are never changed. A generator that writes
/// different rules must give them a new version number. UPDATE_CASES=1 then writes a file for that version with the schemas of the
/// previous one. UPDATE_CASES=1 also adds missing rules to an existing file.
/// </remarks>
public static class KeptRules
{
    private const string Schema = "schema ";

    private static readonly string Folder = Path.GetFullPath(Path.Combine(CorpusFolder.Own, "..", "RuleTexts"));

    public static IReadOnlyList<int> Versions { get; } =
        [.. Enumerable.Range(1, 99).TakeWhile(version => File.Exists(PathOf(version)))];

    public static IReadOnlyList<KeptRule> Of(int version) =>
    [
        .. File.ReadAllText(PathOf(version)).Replace("\r\n", "\n", StringComparison.Ordinal)
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(block => block.StartsWith(Schema, StringComparison.Ordinal))
            .Select(Read),
    ];

    /// <summary>Adds the missing rules of the version that the generator writes, if UPDATE_CASES is 1.</summary>
    public static void UpdateIfAsked(int version, Func<string, string> textOf)
    {
        if (!SourceTree.IsUpdate)
        {
            return;
        }

        var isNew = !File.Exists(PathOf(version));
        var head = $"Rules of version {version}. Every later runtime must read them: add blocks, and change none.\n";
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

/// <summary>The rules of a schema, with valid and invalid inputs.</summary>
public sealed record KeptRule(string Schema, string Text, IReadOnlyList<string> Accepted, IReadOnlyList<string> Refused);
